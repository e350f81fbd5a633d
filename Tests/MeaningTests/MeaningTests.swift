import Testing
import Meaning
