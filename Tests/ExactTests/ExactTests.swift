import Testing
import Exact
