namespace Serverless.Learning.Generators;

/// <summary>What fits of costs and of hypernetworks draw random numbers for; each purpose has its own stream under the same seed.</summary>
static class ModnasRandom
{
    public const int Costs = 1_000_010;
    public const int Pool = 1_000_011;
    public const int Tables = 1_000_012;
    public const int Embeddings = 1_000_013;
    public const int Preferences = 1_000_014;
    public const int Balancing = 1_000_015;
    public const int Estimates = 1_000_016;
    public const int Distillation = 1_000_017;
}
