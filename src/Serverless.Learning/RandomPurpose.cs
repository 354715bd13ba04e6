namespace Serverless.Learning;

/// <summary>What a training draws random numbers for; each purpose has its own stream under the same seed.</summary>
static class RandomPurpose
{
    public const int Weights = 1;
    public const int Shuffling = 2;
    public const int Augmentation = 3;
    public const int Folding = 4;
    public const int Dropout = 5;
    public const int Calibration = 6;
    public const int Subnets = 7;
    public const int Cutting = 0;

    /// <summary>The number of purposes, so that each member of an ensemble can have its own streams.</summary>
    public const int Count = 8;
}
