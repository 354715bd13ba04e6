using System.Text.Json.Serialization;

namespace Serverless.Spaces;

/// <summary>Names one candidate everywhere: a content hash of its space and canonical genotype. Starts with a letter, URL-safe.</summary>
/// <param name="Value">For example <c>c3f9a1b27d40e8156</c>.</param>
[JsonConverter(typeof(CandidateIdJsonConverter))]
public readonly record struct CandidateId(string Value)
{
    public override string ToString() => Value;
}
