// One module for FLINT with Arb: separate libraries up to FLINT 2.9 (Debian 12), one library from FLINT 3 on.
#pragma once
#if __has_include(<flint/arb.h>)
#include <flint/flint.h>
#include <flint/fmpq.h>
#include <flint/arb.h>
#include <flint/acb.h>
#include <flint/acb_calc.h>
#include <flint/acb_hypgeom.h>
#include <flint/arb_hypgeom.h>
#else
#include <flint/flint.h>
#include <flint/fmpq.h>
#include <arb.h>
#include <acb.h>
#include <acb_calc.h>
#include <acb_hypgeom.h>
#include <arb_hypgeom.h>
#endif
