namespace Serverless.Learning;

/// <summary>What a training draws random numbers for; each purpose has a stream of its own under the same seed.</summary>
static class RandomPurpose
{
    public const int Weights = 1;
    public const int Shuffling = 2;
    public const int Augmentation = 3;
}
