using System.Text.Json.Serialization;

namespace Serverless.Core.Evaluations;

/// <summary>The reason why an evaluation failed, in a form in which equal reasons can be counted.</summary>
/// <param name="Reason">The reason, for people, at most <see cref="LongestReason"/> characters: the same for all that failed for the same
/// cause.</param>
/// <param name="IsShared">Whether all evaluations of the search fail for this reason and no retry helps, for example because the dataset does not
/// exist.</param>
public sealed record EvaluationFailure(
    string Reason, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsShared = false)
{
    /// <summary>The most characters of a reason; reasons pass through orchestrations, whose messages are small.</summary>
    public const int LongestReason = 500;

    /// <summary>Creates the failure that a text describes.</summary>
    /// <param name="text">The error message.</param>
    /// <param name="isShared">Whether all evaluations of the search fail for this reason.</param>
    /// <param name="names">Names specific to this evaluation, such as its job: they are removed, so that reasons can be compared.</param>
    public static EvaluationFailure Of(string text, bool isShared = false, params ReadOnlySpan<string> names)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var name in names)
        {
            text = text.Replace(name, "...", StringComparison.Ordinal);
        }

        return new(text.Length <= LongestReason ? text : string.Concat(text.AsSpan(0, LongestReason - 3), "..."), isShared);
    }
}
