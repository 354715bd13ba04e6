using System.Text.Json.Serialization;

namespace Serverless.Core.Evaluations;

/// <summary>Why an evaluation failed, in a form that can be counted.</summary>
/// <param name="Reason">For people, at most <see cref="LongestReason"/> characters: the same for all that failed for the same cause.</param>
/// <param name="IsShared">Whether all evaluations of the search fail for it and no retry helps, for example because there is no such dataset.</param>
public sealed record EvaluationFailure(
    string Reason, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsShared = false)
{
    /// <summary>In characters; reasons go through orchestrations, whose messages are small.</summary>
    public const int LongestReason = 500;

    /// <summary>The failure that a text describes.</summary>
    /// <param name="text">What was said.</param>
    /// <param name="isShared">As in the failure.</param>
    /// <param name="names">What only this evaluation is called, such as its job: it is left out, so that reasons can be compared.</param>
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
