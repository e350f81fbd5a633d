-- Typesets the labels of the figures once, so that drawing them needs no TeX.
--
--   texlua Scripts/labels.lua formulas LIST   every line of LIST is a formula, with its dollars
--   texlua Scripts/labels.lua fonts           the letters of TeX Gyre Pagella, with advances and kerning
--
-- Writes Sources/Plotting/Labels/: one file a formula, named after its source, and one file a font.
-- Needs lualatex and pdftocairo. Everything is typeset at ten times its size and scaled down again,
-- because pdftocairo rounds the points of an outline to 1/64 pt.

local out = "Sources/Plotting/Labels/"
local work = ".build/labels/"
local magnification = 10
local toPoints = 72 / 72.27 -- from TeX's points to those of PDF, SVG and Cairo

local preamble = [[
\documentclass[10pt]{article}
\usepackage{amsmath}
\usepackage{fontspec}\usepackage{unicode-math}
\setmainfont{texgyrepagella}[Extension=.otf,UprightFont=*-regular,BoldFont=*-bold,
  ItalicFont=*-italic,BoldItalicFont=*-bolditalic]
\setmathfont{texgyrepagella-math.otf}
\setmathfont[range={cal,bfcal},Scale=MatchUppercase]{latinmodern-math.otf}
\IfFileExists{book/macros.tex}{\input{book/macros.tex}}{}
\newfontface\fontregular{texgyrepagella-regular.otf}[Ligatures=NoCommon]
\newfontface\fontitalic{texgyrepagella-italic.otf}[Ligatures=NoCommon]
\newfontface\fontbold{texgyrepagella-bold.otf}[Ligatures=NoCommon]
\newwrite\dims \immediate\openout\dims=\jobname.dims
\newwrite\kerns \immediate\openout\kerns=\jobname.kerns
\def\lab#1{\setbox0\hbox{#1}\immediate\write\dims{\the\wd0, \the\ht0, \the\dp0}%
 \ifdim\wd0=0pt \errmessage{Empty label}\fi
 \pagewidth=10\wd0 \pageheight=\dimexpr10\ht0+10\dp0\relax \ifdim\pageheight<1pt \pageheight=1pt\fi
 \hoffset=0pt \voffset=0pt
 \pdfvariable horigin=0pt \pdfvariable vorigin=0pt
 \setbox1\vbox to\pageheight{\offinterlineskip\kern\dimexpr10\ht0\relax
   \hbox to\pagewidth{\pdfextension save\pdfextension setmatrix{10 0 0 10}\rlap{\smash{\unhcopy0}}%
   \pdfextension restore\hss}\vss}%
 \shipout\box1 }
% The kerning of a pair is what the pair is wider than its letters.
\def\pair#1#2#3{\setbox0\hbox{#1\char#2\char#3}\setbox2\hbox{#1\char#2}\setbox4\hbox{#1\char#3}%
 \dimen0=\dimexpr\wd0-\wd2-\wd4\relax \ifdim\dimen0=0pt \else
 \immediate\write\kerns{#2,#3,\the\dimen0}\fi}
\tracinglostchars=3
\begin{document}
]]

local function fail(message) io.stderr:write("labels: " .. message .. "\n") os.exit(4) end

local function read(path)
  local file = io.open(path, "rb") or fail("cannot read " .. path)
  local text = file:read("*a") file:close() return text
end

local function write(path, text)
  local file = io.open(path, "wb") or fail("cannot write " .. path)
  file:write(text) file:close()
end

local function run(command)
  if os.execute(command) ~= 0 then fail("this failed: " .. command) end
end

-- At 10 pt, 0.01 pt is the unit in which the letters of Pagella were drawn.
local function number(value)
  local text = string.format("%.2f", value):gsub("0+$", ""):gsub("%.$", "")
  return text == "-0" and "0" or text
end

-- The points of an SVG path, mapped by a matrix and taken relative to an origin, at the size of the label.
local function path(d, matrix, ox, oy)
  local words, x = {}, nil
  for word in d:gmatch("[^%s,]+") do
    if word:match("^%a$") then words[#words + 1] = word
    elseif not x then x = tonumber(word)
    else
      local y = tonumber(word)
      words[#words + 1] = number((matrix[1] * x + matrix[3] * y + matrix[5] - ox) / magnification)
      words[#words + 1] = number((matrix[2] * x + matrix[4] * y + matrix[6] - oy) / magnification)
      x = nil
    end
  end
  -- pdftocairo ends every contour with "Z M x y": the last one starts nothing
  return (table.concat(words, " "):gsub(" M [%d.-]+ [%d.-]+$", ""))
end

local identity = {1, 0, 0, 1, 0, 0}

-- A rule of TeX (a fraction bar, the roof of a radical) is a stroked segment: here it becomes a box.
local function rule(d, width)
  local p = {}
  for word in d:gmatch("[%d.-]+") do p[#p + 1] = tonumber(word) end
  if #p < 4 then return nil end
  local length = math.sqrt((p[3] - p[1]) ^ 2 + (p[4] - p[2]) ^ 2)
  local u, v = -(p[4] - p[2]) / length * width / 2, (p[3] - p[1]) / length * width / 2
  return string.format("M %f %f L %f %f L %f %f L %f %f Z",
    p[1] + u, p[2] + v, p[3] + u, p[4] + v, p[3] - u, p[4] - v, p[1] - u, p[2] - v)
end

-- The outlines of one page, each "x y path": the origin of a letter relative to the left end of the baseline,
-- y downwards, and its path relative to that, so that a letter is the same wherever it stands.
local function outlines(svg, height)
  local found, symbols, symbol, clip = {}, {}, nil, false
  local function add(outline, x, y)
    found[#found + 1] = number(x / magnification) .. " " .. number(y / magnification - height) .. " " .. outline
  end
  for line in svg:gmatch("[^\n]+") do
    if line:find("<symbol") then symbol = line:match('id="([^"]+)"') end
    if line:find("<clipPath") then clip = true end
    local d = line:match(' d="([^"]*)"')
    if d and not clip and d ~= "" then
      local matrix = identity
      local m = line:match("matrix%(([^)]*)%)")
      if m then matrix = {} for word in m:gmatch("[^%s,]+") do matrix[#matrix + 1] = tonumber(word) end end
      if symbol then symbols[symbol] = d
      elseif line:find("fill:none") then
        local box = rule(d, tonumber(line:match("stroke%-width:([%d.]+)")) or 0)
        if box then add(path(box, matrix, 0, 0), 0, 0) end
      elseif not line:find("fill:rgb%(100%%,100%%,100%%%)") then
        add(path(d, matrix, 0, 0), 0, 0)
      end
    end
    if line:find("</symbol>") then symbol = nil end
    if line:find("</clipPath") then clip = false end
    local reference, x, y = line:match('href="#([^"]+)" x="([^"]+)" y="([^"]+)"')
    if reference and symbols[reference] then
      add(path(symbols[reference], identity, 0, 0), tonumber(x), tonumber(y))
    end
  end
  return found
end

-- Typesets `sheet` (lines of \lab and \pair); returns its pages as {width, height, depth, outlines} and the kerns.
local function typeset(sheet)
  run("mkdir -p " .. work .. " " .. out)
  write(work .. "labels.tex", preamble .. table.concat(sheet, "\n") .. "\n\\end{document}\n")
  local quiet = " >" .. work .. "labels.out"
  if os.execute("TEXMFCACHE=$PWD/.build/texcache lualatex -interaction=nonstopmode -halt-on-error"
      .. " -output-directory=" .. work .. " " .. work .. "labels.tex" .. quiet) ~= 0 then
    fail("LaTeX refuses a label; the end of " .. work .. "labels.log says which:\n"
      .. (read(work .. "labels.log"):match("\n(! .-\nl%.%d+[^\n]*)") or ""))
  end
  local missing = read(work .. "labels.log"):match("Missing character[^\n]*")
  if missing then fail(missing) end
  local pages = {}
  for line in read(work .. "labels.dims"):gmatch("[^\n]+") do
    local w, h, d = line:match("([%d.-]+)pt, ([%d.-]+)pt, ([%d.-]+)pt")
    pages[#pages + 1] = {w * toPoints, h * toPoints, d * toPoints}
  end
  for i, page in ipairs(pages) do
    local svg = work .. "page.svg"
    run("pdftocairo -svg -noshrink -nocenter -f " .. i .. " -l " .. i .. " " .. work .. "labels.pdf " .. svg)
    page[4] = outlines(read(svg), page[2])
  end
  return pages, read(work .. "labels.kerns")
end

local function fileName(source)
  local words = {}
  for word in source:gmatch("%w+") do words[#words + 1] = word end
  local digest = sha2.digest256(source):gsub(".", function(c) return string.format("%02x", c:byte()) end)
  return table.concat(words, "-"):sub(1, 40) .. "." .. digest:sub(1, 8) .. ".txt"
end

local function formulas(list)
  local sources, seen, sheet = {}, {}, {}
  for line in read(list):gmatch("[^\r\n]+") do
    if not seen[line] then seen[line] = true sources[#sources + 1] = line end
  end
  table.sort(sources)
  if #sources == 0 then print("labels: none is missing") return end
  for i, source in ipairs(sources) do sheet[i] = "\\lab{" .. source .. "}" end
  local pages = typeset(sheet)
  for i, source in ipairs(sources) do
    local page = pages[i]
    local lines = {source, number(page[1]) .. " " .. number(page[2]) .. " " .. number(page[3])}
    for _, outline in ipairs(page[4]) do lines[#lines + 1] = outline end
    write(out .. fileName(source), table.concat(lines, "\n") .. "\n")
    print("labels: " .. source)
  end
end

local function fonts()
  local ascii, characters = {}, {}
  for code = 33, 126 do ascii[#ascii + 1] = code characters[#characters + 1] = code end
  for code = 0xC0, 0xFF do characters[#characters + 1] = code end
  for _, code in ipairs {0xB0, 0xB1, 0xB7, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026,
      0x2212, 0x221E, 0x2248, 0x2260, 0x2264, 0x2265, 0x2190, 0x2192} do
    characters[#characters + 1] = code
  end
  for _, style in ipairs {"regular", "italic", "bold"} do
    local face, sheet = "\\font" .. style .. " ", {"\\lab{\\font" .. style .. "\\char32}"}
    for _, code in ipairs(characters) do sheet[#sheet + 1] = "\\lab{" .. face .. "\\char" .. code .. "}" end
    for _, a in ipairs(ascii) do
      for _, b in ipairs(ascii) do sheet[#sheet + 1] = "\\pair{" .. face .. "}{" .. a .. "}{" .. b .. "}" end
    end
    local pages, kerns = typeset(sheet)
    local lines = {"TeX Gyre Pagella " .. style .. ", 10 pt: code, advance, origin, outline; then pairs and their kerning"}
    lines[2] = "32 " .. number(pages[1][1])
    for i, code in ipairs(characters) do
      local page = pages[i + 1]
      lines[#lines + 1] = code .. " " .. number(page[1]) .. " " .. page[4][1]
    end
    for a, b, kern in kerns:gmatch("(%d+),(%d+),([%d.-]+)pt") do
      lines[#lines + 1] = a .. "," .. b .. " " .. number(kern * toPoints)
    end
    write(out .. "pagella-" .. style .. ".txt", table.concat(lines, "\n") .. "\n")
    print("labels: Pagella " .. style)
  end
end

if arg[1] == "formulas" and arg[2] then formulas(arg[2])
elseif arg[1] == "fonts" then fonts()
else fail("say `texlua Scripts/labels.lua formulas LIST` or `texlua Scripts/labels.lua fonts`") end
