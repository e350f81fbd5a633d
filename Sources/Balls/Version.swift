import CFlint

/// The version of FLINT, with or beside Arb, that balls are computed with: results depend on it.
public var flintVersion: String { FLINT_VERSION }
