namespace Serverless.Learning.Generators;

/// <summary>
/// What fits of generators draw random numbers for; each purpose has its own stream under the same seed, separate from those of trainings.
/// </summary>
static class GeneratorRandom
{
    public const int Architectures = 1_000_001;
    public const int Pairs = 1_000_002;
    public const int Draws = 1_000_003;
    public const int Policies = 1_000_004;
}
