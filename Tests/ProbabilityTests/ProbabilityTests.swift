import Testing
import Probability
