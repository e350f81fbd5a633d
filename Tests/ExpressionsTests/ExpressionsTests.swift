import Testing
import Expressions
