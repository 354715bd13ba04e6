namespace Serverless.Bench.Surrogates;

/// <summary>A question to surrogates.</summary>
public enum Study
{
    /// <summary>Do they predict which architectures are nearer to the true front?</summary>
    Ranks,

    /// <summary>Do a few measurements tell what a device needs that was left out?</summary>
    Devices,

    /// <summary>Do searches find the true front with fewer evaluations?</summary>
    Searches,
}
