using Serverless.Core.Generators;
using Serverless.Inference.Generators;
using Serverless.Spaces;

namespace Serverless.Inference.Tests;

public sealed class PredictionCacheTests
{
    static readonly NasBench201Space Space = new();
    static readonly Architecture[] Cells = [.. Enumerable.Range(0, 25).Select(i => Space.Create([i % 5, i / 5, 0, 0, 0, 0]))];

    readonly List<int> _asked = [];

    [Fact]
    public void Of_WhatIsKnown_IsNotAskedAgain()
    {
        var cache = new PredictionCache();

        Means(cache, Cells[..10]).ShouldBe([.. Enumerable.Range(0, 10).Select(i => (double)i)]);
        Means(cache, Cells[5..12]).ShouldBe([5, 6, 7, 8, 9, 10, 11]);
        Means(cache, Cells[..12]).Length.ShouldBe(12);

        _asked.ShouldBe([16, 8], "whole groups: of 10, of 2 more, and of none");
    }

    [Fact]
    public void Of_MoreThanAreKept_PredictsThem()
    {
        var cache = new PredictionCache(most: 3);

        Means(cache, Cells[..5]);
        Means(cache, Cells[..5]).ShouldBe([0, 1, 2, 3, 4]);

        _asked.ShouldBe([8, 8]);
        Means(cache, Cells[..3]);
        _asked.Count.ShouldBe(2);
    }

    double[] Means(PredictionCache cache, Architecture[] cells) => [.. cache.Of(cells, some =>
    {
        _asked.Add(some.Length);
        return [.. some.Select(cell => new PredictedMetric(cell.Genotype[0] + (5 * cell.Genotype[1]), 1))];
    }).Select(metric => metric.Mean)];
}
