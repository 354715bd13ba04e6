namespace Serverless.Core.Validation;

/// <summary>Former names of fields and values in requests: the error for such a name gives the new one.</summary>
static class RetiredNames
{
    static readonly RetiredName[] All =
    [
        new("keep", "reductionFactor", "one candidate in this number continues, so use 1 / keep, for example 4 where keep was 0.25"),
        new("minimumEvaluations", "startupTrials", "the number stays the same"),
        new("proposals", "poolSize", "the number stays the same"),
        new("untrained", "zeroCostProxy", "the metric stays the same"),
        new("from", "warmStart", "use {\"surrogate\": ID} with the id"),
        new("mode", "warmStart", "use {\"surrogate\": ID, \"mode\": \"freezeEncoder\"} or \"fineTune\""),
        new("heads", "freezeEncoder", "heads are fitted to an encoder that does not change"),
        new("flops", "macs", "multiply-accumulates as before, so the numbers stay the same; FLOPs would be twice as many"),
        new("nasbench201-unmerged", "nasbench201", "all 15,625 cells; nasbench201-canonical merges those that compute the same function"),
        new("nasbench-macro-unmerged", "nasbench-macro", "all 6,561 networks; nasbench-macro-canonical merges those that compute the same function"),
    ];

    /// <summary>Returns the new name of a retired name; null when the name is not retired, or the new name is not among the known ones.</summary>
    /// <param name="name">An unknown field or value.</param>
    /// <param name="known">The fields or values that are known in its place: a new name is suggested only where it can be used.</param>
    public static string? Explain(string name, IReadOnlyCollection<string> known) =>
        Array.Find(All, retired => retired.Name == name && known.Contains(retired.NewName)) is { } found
            ? $"'{found.Name}' is now called '{found.NewName}': {found.Remedy}."
            : null;
}

/// <summary>A name that requests no longer use.</summary>
/// <param name="Name">The old name.</param>
/// <param name="NewName">The name to use instead.</param>
/// <param name="Remedy">How to convert values; completes a sentence.</param>
sealed record RetiredName(string Name, string NewName, string Remedy);
