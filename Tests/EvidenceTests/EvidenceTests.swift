import Testing
import Evidence
