using Serverless.Core.Fronts;

namespace Serverless.Application.Fronts;

/// <summary>A front as it was read.</summary>
/// <param name="Front">The front, whole.</param>
/// <param name="Version">At which it was read.</param>
public sealed record KeptFront(FrontDocument Front, string Version)
{
    internal IReadOnlyList<FrontSlice> Slices { get; init; } = [];

    internal IReadOnlyList<string> Replaced { get; init; } = [];
}
