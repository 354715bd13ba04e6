using Serverless.Algorithms.Morbo;
using Serverless.Algorithms.Populations;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.Morbo;

public sealed class TrustRegionsTests
{
    /// <summary>Four fifths of six decisions.</summary>
    const int InitialLength = 5;

    readonly PublishedSpace _space = new(new NasBench201Space());

    [Fact]
    public void Count_FailuresAndSuccesses_HalvesAndEnds()
    {
        var region = new TrustRegion(initialLength: 5);

        region.Count(9, isSuccess: false, mostFailures: 10).ShouldBeFalse();
        region.Count(4, isSuccess: true, mostFailures: 10).ShouldBeFalse();
        (region.Length, region.Failures).ShouldBe((5, 0));
        region.Count(10, isSuccess: false, mostFailures: 10).ShouldBeFalse();
        (region.Length, region.Failures).ShouldBe((2, 0));
        region.Count(10, isSuccess: false, mostFailures: 10).ShouldBeFalse();
        region.Length.ShouldBe(1);
        region.Count(10, isSuccess: false, mostFailures: 10).ShouldBeTrue();
    }

    [Fact]
    public void Learn_FirstObservations_PutsCentresToDifferentPointsByContribution()
    {
        var regions = new TrustRegions(_space, saved: null, []);
        Member[] told = [Member(0, [0, 10]), Member(1, [5, 5]), Member(2, [9, 4]), Member(3, [10, 0]), Member(4, [8, 8]), Member(5, [9, 9])];

        Learn(regions, [], told);

        // What is dominated comes last, in the order of ranks.
        regions.All.Select(region => region.Centre).ShouldBe([told[1], told[0], told[3], told[2], told[4]]);
        regions.All.ShouldAllBe(region => region.Length == InitialLength && !region.BeginsAgain);
    }

    [Fact]
    public void Learn_OnlyFailures_EndsARegionBarsItsCentreAndBeginsAgainWithWhatItProposes()
    {
        var regions = new TrustRegions(_space, saved: null, []);
        Member[] first = [Member(0, [0, 10]), Member(1, [5, 5]), Member(2, [10, 0])];
        Learn(regions, [], first);
        var centre = regions.All[0].Centre;

        List<Member> known = [.. first];
        for (var round = 0; round < 3; round++)
        {
            Member[] failures = [.. Enumerable.Range(0, 10).Select(i => Member(100 + (round * 10) + i, [20, 20]))];
            Learn(regions, known, failures, region: 0);
            known.AddRange(failures);
        }

        regions.All[0].BeginsAgain.ShouldBeTrue();
        regions.All[0].Centre.ShouldBeNull();
        var found = Member(700, [6, 4.5]);
        Learn(regions, known, [found], region: 0);
        regions.All[0].Centre.ShouldBe(found);
        regions.All[0].Length.ShouldBe(InitialLength);
        known.Add(found);
        Learn(regions, known, [Member(701, [30, 30])]);
        regions.All.ShouldAllBe(region => region.Centre != centre);
    }

    [Fact]
    public void Learn_SmallestRegionWithEveryNeighbourKnown_Ends()
    {
        var regions = new TrustRegions(_space, saved: null, []);
        var only = Member(0, [1, 1]);
        Learn(regions, [], [only]);
        regions.All[0].Length = 1;

        Learn(regions, [only], [Member(5000, [2, 2])], isKnown: _ => true);

        regions.All[0].BeginsAgain.ShouldBeTrue();
    }

    [Fact]
    public void Keep_MoreThanItMay_KeepsCentresAndTheNearest()
    {
        var regions = new TrustRegions(_space, saved: null, []);
        Member[] members = [.. Enumerable.Range(0, 60).Select(i => Member(i * 211, [i % 17, (i * 7) % 19]))];
        Learn(regions, [], members);

        var kept = regions.Keep(members, 20);

        kept.Count.ShouldBe(20);
        kept.ShouldBe(members.Where(kept.Contains));
        regions.All.ShouldAllBe(region => kept.Contains(region.Centre));
        kept.ShouldContain(members[regions.Nearest(regions.All[0].Centre!, members)[1]]);
        regions.Keep(members, 60).ShouldBe(members);
    }

    [Fact]
    public void Save_AndRead_GivesTheSameRegions()
    {
        var regions = new TrustRegions(_space, saved: null, []);
        Member[] members = [.. Enumerable.Range(0, 8).Select(i => Member(i * 211, [i, 8 - i]))];
        Learn(regions, [], members);
        regions.All[1].Length = 2;
        regions.All[2].Failures = 7;
        regions.All[3].End();
        var numbers = new List<double>();
        regions.Save(numbers, members);

        var read = new TrustRegions(_space, new SavedNumbers(numbers), members);
        var again = new List<double>();
        read.Save(again, members);

        again.ShouldBe(numbers);
        read.All.Select(region => region.Centre).ShouldBe(regions.All.Select(region => region.Centre));
        Should.Throw<ArgumentException>(() => new TrustRegions(_space, new SavedNumbers(numbers), members[..2])).Message.ShouldContain("whole number from -2 to 1");
        Should.Throw<ArgumentException>(() => new TrustRegions(_space, new SavedNumbers(numbers[..4]), members)).Message.ShouldContain("end after 4");
    }

    static void Learn(TrustRegions regions, IReadOnlyList<Member> before, Member[] told, int region = -1, Func<Architecture, bool>? isKnown = null) =>
        regions.Learn(before, told, _ => region, isKnown ?? (_ => false), objectives: 2, seed: 1, generation: 1);

    /// <summary>The cell whose edges are the digits of a number in base 5.</summary>
    Member Member(int number, double[] objectives) => new()
    {
        Space = _space,
        Architecture = _space.Create([number % 5, number / 5 % 5, number / 25 % 5, number / 125 % 5, number / 625 % 5, number / 3125 % 5]),
        Status = ObservationStatus.Evaluated,
        Objectives = objectives,
        Violation = 0,
    };
}
