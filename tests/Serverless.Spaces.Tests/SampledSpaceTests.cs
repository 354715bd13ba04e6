using Serverless.MultiObjective.Randomness;

namespace Serverless.Spaces.Tests;

public sealed class SampledSpaceTests
{
    static readonly TableSpace All = new("mine", [new("depth", ["1", "2", "4", "8"]), new("kind", ["a", "b", "c"]), new("width", ["16", "32", "64"])]);

    static readonly SampledSpace Space = new(All, [Row(0, 0, 0), Row(0, 0, 2), Row(1, 2, 1), Row(3, 1, 0), Row(3, 1, 2)]);

    [Theory]
    [InlineData(1, 0, 0, "depth=1 kind=a width=16")]
    [InlineData(2, 1, 2, "depth=8 kind=b width=64")]
    [InlineData(0, 2, 1, "depth=2 kind=c width=32")]
    [InlineData(0, 0, 1, "depth=1 kind=a width=16")]
    public void Create_WhatTheTableLacks_IsTheNearestRow(int depth, int kind, int width, string nearest) =>
        Space.Format(Space.Create([depth, kind, width])).ShouldBe(nearest);

    [Fact]
    public void Moves_Always_GiveRowsAndChangeTheParent()
    {
        var rows = new HashSet<Architecture>();
        for (var i = 0; i < 200; i++)
        {
            var random = RandomStream.For(seed: 1, generation: 0, index: i);
            var (one, other) = (Space.Sample(random), Space.Sample(random));
            Architecture[] made = [one, Space.Mutate(one, random), Space.Crossover(one, other, random), .. Space.Neighbours(one)];

            Array.ForEach(made, architecture => Space.Create(architecture.Genotype).ShouldBe(architecture));
            made[1].ShouldNotBe(one);
            made.Skip(3).ShouldNotContain(one);
            made.Skip(3).ShouldBeUnique();
            rows.UnionWith(made);
        }

        (rows.Count, Space.CandidateCount).ShouldBe((5, 5));
    }

    [Fact]
    public void Neighbours_ManyRows_AreTheNearestToWhatDiffersInOneDecision()
    {
        // Shares of thirds and sevenths, whose sums come out otherwise in another order.
        var all = new TableSpace("mine", [.. Enumerable.Range(0, 9).Select(i => new Dimension($"d{i}", i % 3 == 2 ? ["a", "b", "c"] : [.. Enumerable.Range(1, 4 + (4 * (i % 2))).Select(n => $"{n}")]))]);
        Architecture[] rows = [.. Enumerable.Range(0, 400).Select(i => all.Sample(RandomStream.For(seed: 2, generation: 0, index: i))).Distinct()];
        var space = new SampledSpace(all, rows);
        foreach (var row in rows.Take(60).Append(all.Sample(RandomStream.For(seed: 3, generation: 0, index: 0))))
        {
            space.Neighbours(row).ShouldBe(all.Neighbours(row).Select(changed => rows.Where(other => !other.Equals(row)).MinBy(other => Distance(changed, other))!).Distinct());
        }

        double Distance(Architecture one, Architecture other)
        {
            var distance = 0.0;
            for (var i = 0; i < 9; i++)
            {
                var positions = space.Dimensions[i].Positions?.ToArray();
                distance += one.Genotype[i] == other.Genotype[i] ? 0 : positions is null ? 1 : Math.Abs(positions[one.Genotype[i]] - positions[other.Genotype[i]]);
            }

            return distance;
        }
    }

    static Architecture Row(params int[] genotype) => All.Create(genotype);
}
