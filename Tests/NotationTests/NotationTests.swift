import Testing
import Notation
