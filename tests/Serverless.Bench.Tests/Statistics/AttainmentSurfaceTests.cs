using Serverless.Bench.Statistics;

namespace Serverless.Bench.Tests.Statistics;

public sealed class AttainmentSurfaceTests
{
    static readonly IReadOnlyList<IReadOnlyList<(double, double)>> Fronts =
    [
        [(1, 4), (3, 1)],
        [(2, 2), (2.5, 3)],
        [],
    ];

    [Fact]
    public void Of_OneSearch_IsTheFrontOfAll() => AttainmentSurface.Of(Fronts, level: 1).ShouldBe([(1, 4), (2, 2), (3, 1)]);

    [Fact]
    public void Of_TwoSearches_IsWhatBothDominate() => AttainmentSurface.Of(Fronts, level: 2).ShouldBe([(2, 4), (3, 2)]);

    [Fact]
    public void Of_MoreThanFoundAnything_IsEmpty() => AttainmentSurface.Of(Fronts, level: 3).ShouldBeEmpty();
}
