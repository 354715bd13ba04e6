using System.Text.Json.Serialization;
using Serverless.Spaces;

namespace Serverless.Algorithms;

/// <summary>The trained network whose weights another one begins with.</summary>
/// <param name="Parent">Its candidate, of the same search.</param>
/// <param name="Architecture">Its genotype in the space's own notation.</param>
/// <param name="Kind">What is done with the weights.</param>
public sealed record WeightInheritance(CandidateId Parent, string Architecture, InheritanceKind Kind);

/// <summary>How a network takes over the weights of another one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InheritanceKind>))]
public enum InheritanceKind
{
    /// <summary>It is larger, and computes the same before it is trained.</summary>
    [JsonStringEnumMemberName("grow")]
    Grow,

    /// <summary>It has fewer units, those that count most, and learns what the other one answers.</summary>
    [JsonStringEnumMemberName("cut")]
    Cut,
}
