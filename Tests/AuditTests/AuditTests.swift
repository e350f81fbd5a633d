import Testing

@Suite struct AuditTests {}
