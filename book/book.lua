-- Numbers, references and the blocks of a textbook, for HTML and for LaTeX.
-- Every number is computed here, once, in document order, and forced into both outputs as text:
-- the PDF and the HTML cannot disagree. Runs before citeproc. Written for pandoc 2.17, runs on 3.

local TeX = FORMAT:match('latex') ~= nil
local str = pandoc.utils.stringify
local number, kind, title = {}, {}, {}       -- of every label
local chapter, section, count = 0, {}, {}
local solutions, errata = pandoc.List(), pandoc.List()
local NAME = { eq = '', fig = 'Figure', tbl = 'Table', sec = 'Section', ex = 'Exercise', E = 'Erratum' }

local function stop(what)
  io.stderr:write('book.lua: ' .. what .. '\n')
  os.exit(3)
end

local function raw(text) return pandoc.RawInline(TeX and 'latex' or 'html', text) end
local function block(text) return pandoc.RawBlock(TeX and 'latex' or 'html', text) end

-- Claims and chapters have names of their own; the labels of sections, figures, tables and exercises belong to their
-- chapter. Of two chapters with the same label the second gets an anchor with its number. Returns the anchor.
local anchors = {}                           -- label -> { chapter -> anchor }
local function declare(k, id, n, heading)
  if id == '' then return id end
  local anchor = id
  anchors[id] = anchors[id] or {}
  if number[id] then
    if k == 'eq' or k == 'page' or k == 'chapter' or anchors[id][chapter] then stop('duplicate label ' .. id) end
    anchor = id .. ':' .. chapter
  end
  anchors[id][chapter] = anchor
  number[anchor], kind[anchor], title[anchor] = n, k, heading or ''
  return anchor
end

-- Where a label leads from a chapter: there, or to the only chapter that has it.
local function lookup(id, from)
  local known = anchors[id]
  if not known then return nil end
  if known[from] then return known[from] end
  local only = nil
  for _, anchor in pairs(known) do
    if only then stop('the reference @' .. id .. ' leads into several chapters') end
    only = anchor
  end
  return only
end

local function nextNumber(k)
  count[k] = (count[k] or 0) + 1
  return chapter .. '.' .. count[k]
end

-- Headings ------------------------------------------------------------------

local function header(h)
  local numbered = not h.classes:includes('unnumbered')
  if h.level == 1 then
    if numbered then chapter = chapter + 1 end
    section, count = { chapter }, {}
  end
  if not numbered then
    if h.level > 1 then h.classes:insert('unlisted') end
    declare('page', h.identifier, str(h.content), str(h.content))
    if TeX and h.level == 1 then
      local name = str(h.content)
      return { h, block('\\markboth{' .. name .. '}{' .. name .. '}') }
    end
    return { h }
  end
  if h.level > 1 then section[h.level] = (section[h.level] or 0) + 1 end
  for l = h.level + 1, 6 do section[l] = nil end
  local parts = {}
  for l = 1, h.level do parts[l] = tostring(section[l] or 0) end
  local n = table.concat(parts, '.')
  h.identifier = declare(h.level == 1 and 'chapter' or 'sec', h.identifier, n, str(h.content))
  if not TeX then
    h.content:insert(1, pandoc.Space())
    h.content:insert(1, pandoc.Span({ pandoc.Str(n) }, { class = 'secno' }))
    return { h }
  end
  local counter = ({ 'chapter', 'section', 'subsection', 'subsubsection' })[h.level]
  if not counter then return { h } end
  return { block('\\setcounter{' .. counter .. '}{' .. (section[h.level] - 1) .. '}'), h }
end

-- Equations -----------------------------------------------------------------

-- the sign beside the number; on paper it leads to the list of evidence
local function mark(a)
  local digits = (a.digits or ''):gsub(' digits', '')
  return '\\evidencemark{' .. a.evidence .. '}{' .. a.sign .. '}{' .. a.grade .. '}{' .. digits .. '}'
end

local function equation(d)
  local id, a = d.identifier, d.attributes
  local n = nextNumber('eq')
  declare('eq', id, n)
  local body, rest = nil, pandoc.List()
  for _, b in ipairs(d.content) do
    local x = (b.t == 'Para' or b.t == 'Plain') and b.content[1] or nil
    if x and x.t == 'Math' then body = x
    elseif TeX and b.t == 'RawBlock' and b.format == 'latex' then body = b
    elseif not TeX and b.t == 'RawBlock' and b.format == 'html' then rest:insert(b) end
  end
  if TeX then
    local inner = (body.text:gsub('\n%s*\n', '\n'))
    return pandoc.Para { raw('\\begin{equation}\\tag*{\\eqnumber{' .. id .. '}{' .. n .. '}' .. mark(a) .. '}'
      .. inner .. '\\end{equation}') }
  end
  local out = pandoc.List { block('<div class="equation ' .. (a.form or '') .. '" id="' .. id .. '">') }
  if body then out:insert(pandoc.Div({ pandoc.Plain { body } }, { class = 'display' }))
  else out:insert(rest:remove(1)) end
  out:insert(block('<a class="eqno" href="#' .. id .. '" aria-label="Equation ' .. n .. '">(' .. n .. ')</a>'))
  out:extend(rest)
  out:insert(block('</div>'))
  return out
end

-- Figures and tables --------------------------------------------------------

-- the letters of a figure go with those around it, which are smaller on paper than on the screen
local PAPER = 0.9

local function figure(d)
  local id, a = d.identifier, d.attributes
  local n = nextNumber('fig')
  id = declare('fig', id, n)
  local caption = d.content[1].content
  if TeX then
    local out = pandoc.List { raw('\\begin{figure}[!htbp]\\booknumber{figure}{' .. n .. '}\\centering\\hypertarget{' .. id .. '}{}'
      .. '\\includegraphics[width=' .. PAPER * a.width .. '\\linewidth]{' .. a.pdf .. '}\\caption{') }
    out:extend(caption)
    out:insert(raw('}\\end{figure}'))
    return pandoc.List { pandoc.Plain(out) }
  end
  local head = pandoc.List { pandoc.Span({ pandoc.Str('Figure ' .. n .. '.') }, { class = 'figno' }), pandoc.Space() }
  head:extend(caption)
  return pandoc.List {
    block('<figure id="' .. id .. '"><!--svg ' .. a.svg .. ' ' .. a.width .. '-->'),
    block('<figcaption>'), pandoc.Plain(head), block('</figcaption></figure>') }
end

-- On paper a table that is too wide gets columns in proportion to their text, and its cells wrap.
local function widths(t)
  local longest, total = {}, 0
  local function look(rows)
    for _, row in ipairs(rows) do
      for i, cell in ipairs(row.cells or row[2]) do
        local n = utf8.len(str(cell.contents or cell[5])) or 0
        longest[i] = math.max(longest[i] or 4, n)
      end
    end
  end
  look(t.head.rows or t.head[2])
  for _, body in ipairs(t.bodies) do look(body.body) end
  for _, n in ipairs(longest) do total = total + n end
  if total < 66 then return end
  -- short columns keep what they need, long ones share the rest
  local free, long = 0.96, 0
  for _, n in ipairs(longest) do
    if n <= 18 then free = free - n / 72 else long = long + n end
  end
  for i, n in ipairs(longest) do
    t.colspecs[i] = { t.colspecs[i][1], n <= 18 and n / 72 or free * n / long }
  end
end

local function tableBlock(t)
  if TeX then widths(t) end
  local inlines = t.caption.long[1] and t.caption.long[1].content
  if not inlines or #inlines == 0 then return t end
  local id = t.identifier or ''
  local last = inlines[#inlines]
  if last.t == 'Str' then
    local found = last.text:match('^{#(tbl:[%w:/_.-]+)}$')
    if found then
      id = found; inlines:remove(#inlines)
      if #inlines > 0 and inlines[#inlines].t == 'Space' then inlines:remove(#inlines) end
    end
  end
  local n = nextNumber('tbl')
  id = declare('tbl', id, n)
  if TeX then
    inlines:insert(1, raw('\\booknumber{table}{' .. n .. '}\\hypertarget{' .. id .. '}{}'))
    t.identifier = ''
  else
    t.identifier = id
    inlines:insert(1, pandoc.Space())
    inlines:insert(1, pandoc.Span({ pandoc.Str('Table ' .. n .. '.') }, { class = 'figno' }))
  end
  t.caption.long[1].content = inlines
  return t
end

-- Boxes ---------------------------------------------------------------------

local HEAD = { question = 'The question', misconception = 'A common belief', erratum = 'Erratum', run = 'Run it yourself',
               check = 'Checked by a program', notes = 'Notes and sources', play = 'Play', toy = 'Toy', cell = '' }

local function box(d, class, heading, inner)
  local out = pandoc.List()
  if TeX then
    local open = pandoc.List { raw('\\begin{' .. class .. 'box}{') }
    open:extend(heading)
    open:insert(raw('}' .. (d.identifier ~= '' and '\\hypertarget{' .. d.identifier .. '}{}' or '')))
    -- the name of a box is run in: the text goes on in its line
    local first = inner[1]
    if first and first.t == 'Para' then
      open:extend(first.content)
      inner = pandoc.List(inner)
      inner[1] = pandoc.Para(open)
    else out:insert(pandoc.Plain(open)) end
    out:extend(inner)
    out:insert(block('\\end{' .. class .. 'box}'))
    return out
  end
  local content = pandoc.List()
  if #heading > 0 then content:insert(pandoc.Div({ pandoc.Plain(heading) }, { class = 'box-head' })) end
  content:extend(inner)
  return pandoc.List { pandoc.Div(content, pandoc.Attr(d.identifier, { 'box', class }, {})) }
end

-- "Title" from an attribute, read as Markdown so that formulas work in it
local function inlines(text)
  if not text or text == '' then return pandoc.List() end
  local b = pandoc.read(text, 'markdown').blocks[1]
  return b and b.content or pandoc.List()
end

local function heading(name, text)
  local out = pandoc.List { pandoc.Span({ pandoc.Str(name) }, { class = 'box-name' }) }
  if TeX then out = pandoc.List { raw('\\boxname{' .. name .. '}') } end
  local t = inlines(text)
  if #t > 0 then out:insert(raw(TeX and '\\quad ' or ' ')); out:insert(pandoc.Emph(t)) end
  return out
end

local walk, link, lower

local function exercise(d)
  local n = nextNumber('ex')
  local id, text = d.identifier, d.attributes.title
  id = declare('ex', id, n, text)
  d.identifier = id
  local inner, solved = pandoc.List(), nil
  for _, b in ipairs(d.content) do
    if b.t == 'Div' and b.classes:includes('solution') then solved = b else inner:insert(b) end
  end
  inner = walk(inner)
  local link = nil
  if solved then
    local sid = 'solution:' .. id
    link = pandoc.Link({ pandoc.Str('solution') }, '#' .. sid, '', { class = 'to-solution' })
    if TeX then link = raw('\\tosolution{' .. sid .. '}') end
    solutions:insert { chapter = chapter, number = n, id = id, sid = sid, title = text, content = walk(solved.content) }
  end
  local head = heading('Exercise ' .. n, text)
  if link then head:insert(link) end
  return box(d, 'exercise', head, inner)
end

local function named(d, class)
  local name, text = HEAD[class], d.attributes.title
  local inner = walk(d.content)
  if class == 'erratum' then
    -- two chapters may meet the same slip: the anchor names the chapter too
    local n = d.identifier
    name = 'Erratum ' .. n
    d.identifier = 'erratum:' .. chapter .. ':' .. n
    if number[d.identifier] then stop('erratum ' .. n .. ' stands twice in chapter ' .. chapter) end
    number[d.identifier], kind[d.identifier] = n, 'E'
    -- in the list of errata a display is its number, in the sentence where it stands
    local words, goesOn, audited = pandoc.List(), false, pandoc.List()
    for _, b in ipairs(d.content) do
      local last = words[#words]
      if b.t == 'Para' or b.t == 'Plain' then
        if goesOn and lower(b) then last.content:insert(pandoc.Space()); last.content:extend(b.content)
        else words:insert(pandoc.Para(b.content:clone())) end
        goesOn = false
      elseif b.t == 'Div' and kind[b.identifier] == 'eq' then
        local at = link(b.identifier, '(' .. number[b.identifier] .. ')')
        if last then last.content:insert(pandoc.Space()); last.content:insert(at) else words:insert(pandoc.Para { at }) end
        goesOn = true
      elseif b.t == 'Div' and b.classes:includes('audited') then audited:insert(b) end
    end
    inner = inner:filter(function (b) return not (b.t == 'Div' and b.classes:includes('audited')) end)
    errata:insert { id = d.identifier, n = n, chapter = chapter, source = d.attributes.source, verdict = d.attributes.verdict,
                    title = text, content = words, audited = audited }
    d.attributes = { }
  end
  if class == 'play' and not TeX then
    local out = box(d, class, heading(name, text), inner)
    out[1].attributes['data-play'] = d.attributes.name
    return out
  end
  if class == 'toy' then name = 'Toy ' .. (d.attributes.name or '') end
  if class == 'toy' and not TeX then d.attributes = { title = d.attributes.title } end
  return box(d, class, name == '' and pandoc.List() or heading(name, text), inner)
end

-- The solutions of all chapters, each under the heading of its chapter.
local function allSolutions()
  local out, at = pandoc.List(), 0
  for _, s in ipairs(solutions) do
    if s.chapter ~= at then
      at = s.chapter
      for id, n in pairs(number) do
        if kind[id] == 'chapter' and n == tostring(at) then
          out:insert(pandoc.Header(2, { pandoc.Str('Chapter ' .. n .. ':'), pandoc.Space(), pandoc.Str(title[id]) },
            { id = 'solutions:' .. n, class = 'unnumbered' }))
        end
      end
    end
    local d = { identifier = s.sid }
    s.content = pandoc.List { pandoc.Div(s.content, { chapter = tostring(s.chapter) }) }
    local h = heading('Exercise ' .. s.number, s.title)
    if TeX then h:insert(1, raw('\\hyperlink{' .. s.id .. '}{')); h:insert(raw('}'))
    else h = pandoc.List { pandoc.Link(h, '#' .. s.id) } end
    out:extend(box(d, 'solution', h, s.content))
  end
  return out
end

-- The errata of all chapters, by number, each with its source and the way back to its chapter.
local function allErrata()
  local out = pandoc.List()
  table.sort(errata, function (a, b)
    local x, y = tonumber(a.n:match('%d+')) or 0, tonumber(b.n:match('%d+')) or 0
    if x ~= y then return x < y end
    if a.n ~= b.n then return a.n < b.n end
    return a.chapter < b.chapter
  end)
  for _, e in ipairs(errata) do
    local where = e.n
    local head = pandoc.List { pandoc.Strong { pandoc.Str(where) }, pandoc.Space() }
    local said = {}
    if e.source and e.source ~= '' then said[#said + 1] = e.source end
    if e.verdict and e.verdict ~= '' then said[#said + 1] = e.verdict end
    if #said > 0 then head:insert(pandoc.Emph { pandoc.Str(table.concat(said, ', ')) }); head:insert(pandoc.Str('; ')) end
    if TeX then head:insert(raw('\\hyperlink{' .. e.id .. '}{Chapter~' .. e.chapter .. '}'))
    else head:insert(pandoc.Link({ pandoc.Str('Chapter\u{a0}' .. e.chapter) }, '#' .. e.id, '', { class = 'xref' })) end
    local body = pandoc.List { pandoc.Para(head) }
    if TeX then
      -- run in, like the names of boxes
      head:insert(1, raw('\\erratumentry ')); head:insert(raw('\\quad '))
      local first = e.content[1]
      if first then head:extend(first.content); e.content:remove(1) end
      body = pandoc.List { pandoc.Div({ pandoc.Para(head) }, { chapter = tostring(e.chapter) }) }
    end
    if #e.content > 0 then body:insert(pandoc.Div(e.content, { chapter = tostring(e.chapter) })) end
    body:extend(e.audited)
    out:insert(pandoc.Div(body, { class = 'erratum-entry' }))
  end
  return out
end

-- A paper line of the listing font holds this many signs.
local MEASURE = 92

-- Short lines in two or three columns, read from top to bottom.
local function inColumns(lines)
  local longest = 0
  for _, line in ipairs(lines) do longest = math.max(longest, #line) end
  local n = math.min(3, #lines, (MEASURE + 4) // (longest + 4))
  if n < 2 then return lines end
  local rows, out = math.ceil(#lines / n), {}
  for i = 1, rows do
    local row = ''
    for c = 0, n - 1 do
      local cell = lines[c * rows + i] or ''
      row = row .. cell .. (' '):rep(longest + 4 - #cell)
    end
    out[i] = row:gsub('%s+$', '')
  end
  return out
end

-- A toy on paper: all of it in columns where that fits, otherwise runs of short lines between long ones.
local function columns(text)
  local lines, out, run, ragged = {}, pandoc.List(), {}, false
  local function flush() out:extend(inColumns(run)); run = {} end
  for line in (text .. '\n'):gmatch('(.-)\n') do
    lines[#lines + 1] = line
    local keeps = line:find('[\128-\255]') or line:match('^%s')
    ragged = ragged or keeps
    if keeps or #line > MEASURE // 3 then flush(); out:insert(line) else run[#run + 1] = line end
  end
  flush()
  local whole = ragged and lines or inColumns(lines)
  return table.concat(#whole < #out and whole or out, '\n')
end

-- On the screen each line of a toy is a block of its own, so that a long one wraps with a hanging indent.
local function wrapping(text)
  local out = pandoc.List()
  for line in (text .. '\n'):gmatch('(.-)\n') do
    out:insert('<span>' .. line:gsub('&', '&amp;'):gsub('<', '&lt;'):gsub('>', '&gt;') .. '</span>')
  end
  return block('<pre class="toy"><code>' .. table.concat(out, '\n') .. '</code></pre>')
end

-- Toys and outputs are plain text; pandoc would set them like listings.
local function verbatim(b)
  if b.classes[1] == 'toy' then
    return block('\\begin{Toy}\n' .. columns(b.text:gsub('%s+$', '')) .. '\n\\end{Toy}')
  end
  return block('\\begin{Output}\n' .. b.text .. '\n\\end{Output}')
end

-- A display belongs to the paragraph around it: joined to the text before it, and to the text after
-- it when that starts in lower case, LaTeX sets neither an empty line nor an indent.
function lower(b)
  local x = b.content[1]
  return x and x.t == 'Str' and x.text:match('^[%l,;.%-]') ~= nil
end

function walk(blocks)
  local out = pandoc.List()
  local display = false                       -- was the last block a LaTeX display?
  local toy = false                           -- or a toy?
  for _, b in ipairs(blocks) do
    local put = nil
    -- pandoc allows no slash in an identifier and no identifier twice: labels come as attributes
    if (b.t == 'Header' or b.t == 'Div') and b.attributes.label then
      b.identifier = b.attributes.label; b.attributes.label = nil
    end
    if b.t == 'Header' then put = header(b)
    elseif b.t == 'Table' then put = { tableBlock(b) }
      if not TeX then put = { pandoc.Div(put, { class = 'table-wrap' }) } end
    elseif b.t == 'Div' then
      local c = b.classes[1]
      if c == 'equation' then
        local e = equation(b)
        if TeX then
          local last = out[#out]
          if display then e.content[1].text = e.content[1].text:gsub('^\\begin{equation}', '%0\\nextdisplay') end
          if last and last.t == 'Para' then last.content:insert(pandoc.SoftBreak()); last.content:extend(e.content)
          else e.content:insert(1, raw('\\noindent')); out:insert(e) end
          display = true
          put = {}
        else put = e end
      elseif c == 'figure' then put = figure(b)
      elseif c == 'exercise' then put = exercise(b)
      elseif HEAD[c] then
        put = named(b, c)
        if TeX and c == 'toy' and toy then out:insert(block('\\nexttoy')) end
      elseif c == 'all-solutions' then put = allSolutions()
      elseif c == 'all-errata' then
        put = allErrata()
        if TeX then put:insert(1, block('\\begingroup')); put:insert(block('\\par\\endgroup')) end
      else b.content = walk(b.content); put = { b } end
    elseif b.t == 'CodeBlock' and TeX and (b.classes[1] == 'toy' or b.classes[1] == 'output') then
      put = { verbatim(b) }
    elseif b.t == 'CodeBlock' and b.classes[1] == 'toy' then put = { wrapping(b.text:gsub('%s+$', '')) }
    elseif b.t == 'BlockQuote' then b.content = walk(b.content); put = { b }
    elseif b.t == 'BulletList' or b.t == 'OrderedList' then
      for i, item in ipairs(b.content) do b.content[i] = walk(item) end
      put = { b }
    elseif TeX and b.t == 'Para' and display and lower(b) then
      local last = out[#out]
      last.content:insert(pandoc.SoftBreak()); last.content:extend(b.content)
      put, display = {}, false
    elseif TeX and b.t == 'Para' and lower(b) then
      b.content:insert(1, raw('\\noindent '))  -- the sentence goes on behind a toy or a figure
      put = { b }
    else put = { b } end
    if #put > 0 then display = false; out:extend(put) end
    toy = b.t == 'Div' and b.classes[1] == 'toy'
  end
  return out
end

-- References ----------------------------------------------------------------

function link(id, text)
  if TeX then
    return raw('\\protect\\hyperlink{' .. id .. '}{' .. text .. '}')  -- captions move their words
  end
  return pandoc.Link({ pandoc.Str(text) }, '#' .. id, title[id] or '', { class = 'xref' })
end

local function textOf(id)
  local k, n = kind[id], number[id]
  if k == 'eq' then return '(' .. n .. ')' end
  if k == 'page' then return title[id] end
  local name = k == 'chapter' and 'Chapter' or NAME[k]
  return k == 'E' and ('erratum ' .. n) or (name .. (TeX and '~' or '\u{a0}') .. n)
end

local from = 0                               -- the chapter that is being looked through
local function cite(c)
  if #c.citations ~= 1 then return nil end
  local id = c.citations[1].id
  local anchor = lookup(id, from)
  if anchor then return link(anchor, textOf(anchor)) end
  if id:match('^(%a+):') and NAME[id:match('^(%a+):')] then stop('undefined reference @' .. id) end
end

-- @@label@@ in raw text made by the weaver: the number of that label
-- (@eq:x) is one pair of brackets, not two
local function brackets(list)
  for i = 2, #list - 1 do
    local a, b, c = list[i - 1], list[i], list[i + 1]
    if b.t == 'Cite' and #b.citations == 1 and b.citations[1].id:match('^eq:')
      and a.t == 'Str' and a.text:sub(-1) == '(' and c.t == 'Str' and c.text:sub(1, 1) == ')' then
      local anchor = lookup(b.citations[1].id, from)
      if anchor then list[i] = link(anchor, number[anchor]) end
    end
  end
  return list
end

-- On the screen no line starts with the full stop behind a formula or ends with the bracket before it.
local function stops(list)
  if TeX then return nil end
  local out = pandoc.List()
  for _, x in ipairs(list) do
    local last = out[#out]
    local formula = last and (last.t == 'Math' or last.t == 'Span' and last.classes[1] == 'value')
    local mark = formula and x.t == 'Str' and x.text:match('^[.,;:!?)]+')
    if mark then
      out[#out] = pandoc.Span({ last, pandoc.Str(mark) }, { class = 'nobr' })
      if #mark < #x.text then out:insert(pandoc.Str(x.text:sub(#mark + 1))) end
    elseif x.t == 'Math' and last and last.t == 'Str' and last.text:match('[%(%[]$') then
      out[#out] = pandoc.Span({ last, x }, { class = 'nobr' })
    else out:insert(x) end
  end
  return out
end

local function fill(r)
  local text = r.text:gsub('@@(.-)@@', function(id)
    if not number[id] then stop('undefined reference ' .. id .. ' in the evidence') end
    return number[id]
  end)
  if text ~= r.text then r.text = text; return r end
end

-- Solutions and errata stand at the end of the book and speak of their own chapter.
local resolve
function resolve(blocks)
  for i, b in ipairs(blocks) do
    if b.t == 'Header' and b.level == 1 then from = kind[b.identifier] == 'chapter' and tonumber(number[b.identifier]) or 0 end
    if b.t == 'Div' and b.attributes.chapter then
      local before = from
      from = tonumber(b.attributes.chapter)
      b.attributes.chapter = nil
      b.content = resolve(b.content)
      from = before
    elseif b.t == 'Div' then b.content = resolve(b.content)
    else -- two walks: in one, pandoc comes to the single inlines before it comes to their list
      local d = pandoc.walk_block(pandoc.Div { b }, { Inlines = brackets })
      d = pandoc.walk_block(d, { Inlines = stops })
      blocks[i] = pandoc.walk_block(d, { Cite = cite, RawBlock = fill, RawInline = fill }).content[1] end
  end
  return blocks
end

function Pandoc(doc)
  doc.blocks = walk(doc.blocks)
  doc.blocks = resolve(doc.blocks)
  -- the numbers, for whoever compares the two outputs
  local path = doc.meta['numbers-file'] and str(doc.meta['numbers-file'])
  if path then
    local rows = {}
    for id, n in pairs(number) do rows[#rows + 1] = kind[id] .. '\t' .. id .. '\t' .. n end
    table.sort(rows)
    local f = io.open(path, 'w')
    if not f then stop('cannot write ' .. path) end
    f:write(table.concat(rows, '\n'), '\n'); f:close()
  end
  return doc
end
