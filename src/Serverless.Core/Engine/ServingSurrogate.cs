namespace Serverless.Core.Engine;

/// <summary>A surrogate that may serve a generation.</summary>
/// <param name="Surrogate">Its id; null when it cannot be used.</param>
/// <param name="HeldOutCorrelation">How well it ranked what was held out when it was fitted; null when that is not known.</param>
/// <param name="Failure">Why it cannot be used, for people; null when it can, or there is none.</param>
public sealed record ServingSurrogate(string? Surrogate, double? HeldOutCorrelation = null, string? Failure = null)
{
    /// <summary>Where there is none.</summary>
    public static ServingSurrogate None { get; } = new(Surrogate: null);
}
