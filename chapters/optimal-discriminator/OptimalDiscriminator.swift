@main struct OptimalDiscriminator { static func main() { print("to come") } }
