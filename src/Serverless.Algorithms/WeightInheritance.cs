using System.Text.Json.Serialization;
using Serverless.Spaces;

namespace Serverless.Algorithms;

/// <summary>The trained network whose weights another network starts with.</summary>
/// <param name="Parent">The candidate of the trained network, in the same search.</param>
/// <param name="Architecture">The genotype of the trained network in the space's own notation.</param>
/// <param name="Kind">How the weights are transferred.</param>
public sealed record WeightInheritance(CandidateId Parent, string Architecture, InheritanceKind Kind);

/// <summary>How a network takes over the weights of another network.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InheritanceKind>))]
public enum InheritanceKind
{
    /// <summary>The network is larger, and computes the same function until it is trained.</summary>
    [JsonStringEnumMemberName("grow")]
    Grow,

    /// <summary>The network keeps only the most important units of the other one and learns to reproduce its outputs.</summary>
    [JsonStringEnumMemberName("cut")]
    Cut,
}
