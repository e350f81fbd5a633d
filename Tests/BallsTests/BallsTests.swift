import Testing
import Balls
