using Serverless.Core.Fronts;

namespace Serverless.Application.Fronts;

/// <summary>A front as it was read from storage.</summary>
/// <param name="Front">The front with all its members.</param>
/// <param name="Version">The version of the document that was read.</param>
public sealed record KeptFront(FrontDocument Front, string Version)
{
    internal IReadOnlyList<FrontSlice> Slices { get; init; } = [];

    internal IReadOnlyList<string> Replaced { get; init; } = [];
}
