namespace Serverless.Learning.Kernels;

/// <summary>The result of the check of one setting.</summary>
/// <param name="Setting">The name of the setting.</param>
/// <param name="Errors">The error of each layer; empty if the checking process did not get that far.</param>
/// <param name="Failure">How the checking process failed; null if it did not.</param>
public sealed record KernelReport(string Setting, IReadOnlyList<KernelError> Errors, string? Failure = null)
{
    public bool IsRight => Failure is null && Errors.Count > 0 && Errors.All(error => error.IsRight);

    /// <summary>The result for display, without a full stop.</summary>
    public string Summary =>
        Failure is not null ? $"wrong: {Failure}"
        : Errors.Count == 0 ? "wrong: it computed nothing"
        : Errors.FirstOrDefault(error => !error.IsRight) is { } wrong
            ? FormattableString.Invariant($"wrong: {wrong.Name} is off by {wrong.Relative:G2}, {Errors.Count(error => !error.IsRight)} of {Errors.Count} layers are")
            : FormattableString.Invariant($"right: at most off by {Errors.Max(error => error.Relative):G2} in {Errors.Count} layers");
}
