//! What Accolade does: one module per capability, one function per use case.
