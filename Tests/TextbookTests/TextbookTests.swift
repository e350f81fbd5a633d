import Testing
import Textbook
