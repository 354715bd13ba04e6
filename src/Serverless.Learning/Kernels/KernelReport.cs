namespace Serverless.Learning.Kernels;

/// <summary>What the check of one setting found.</summary>
/// <param name="Setting">The setting's name.</param>
/// <param name="Errors">Layer by layer; empty when the process that checked did not get that far.</param>
/// <param name="Failure">How that process ended, when it ended badly.</param>
public sealed record KernelReport(string Setting, IReadOnlyList<KernelError> Errors, string? Failure = null)
{
    public bool IsRight => Failure is null && Errors.Count > 0 && Errors.All(error => error.IsRight);

    /// <summary>For people, without a full stop.</summary>
    public string Summary =>
        Failure is not null ? $"wrong: {Failure}"
        : Errors.Count == 0 ? "wrong: it computed nothing"
        : Errors.FirstOrDefault(error => !error.IsRight) is { } wrong
            ? FormattableString.Invariant($"wrong: {wrong.Name} is off by {wrong.Relative:G2}, {Errors.Count(error => !error.IsRight)} of {Errors.Count} layers are")
            : FormattableString.Invariant($"right: at most off by {Errors.Max(error => error.Relative):G2} in {Errors.Count} layers");
}
