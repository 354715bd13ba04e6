using Serverless.Core.Evaluations;

namespace Serverless.Core.Tests.Evaluations;

public sealed class FailureCountTests
{
    const string Remedy = "Fix the cause and start the search again; finished trainings are reused.";

    static readonly EvaluationFailure Memory = new("Out of memory.");

    [Theory]
    [InlineData("....FFFF", null)]
    [InlineData("FFFFF", 5)]
    [InlineData(".FFFF.FFFFF", 7)]
    [InlineData("FfFfF", 5)]
    [InlineData(".F.f.F.f.F", 10)]
    [InlineData("..F.f.F.f.F", null)]
    [InlineData("..........FfFfFfFfFfFf", null)]
    [InlineData("..........FFFFF", 15)]
    public void Verdict_WithoutALimit_EndsByHalfOfTheFirstTenOrFiveInARow(string ends, int? expected) => EndOf(ends, null).ShouldBe(expected);

    [Theory]
    [InlineData("FFFFFFFF", 8, null)]
    [InlineData("FFFFFFFF", 7, 8)]
    [InlineData("..F", 0, 3)]
    [InlineData("...", 0, null)]
    [InlineData("F....F....F....", 2, 11)]
    public void Verdict_WithALimit_EndsWithTheFirstFailureBeyondIt(string ends, int most, int? expected) => EndOf(ends, most).ShouldBe(expected);

    [Fact]
    public void Verdict_ReasonThatAllShare_EndsAtOnceWhateverTheLimit()
    {
        var count = new FailureCount().Add(null).Add(new EvaluationFailure("There is no such file.", IsShared: true));

        count.Verdict(100).ShouldBe($"No evaluation of this search can succeed, and a retry does not help: There is no such file. {Remedy}");
    }

    [Fact]
    public void Verdict_Failures_NamesTheReasonTheRemedyAndTheLimit()
    {
        var count = Enumerable.Range(0, 5).Aggregate(new FailureCount(), (before, _) => before.Add(Memory));

        count.Verdict(null).ShouldBe(
            $"5 evaluations in a row failed for the same reason: Out of memory. {Remedy} A higher maxFailures in the request allows more.");
        count.Verdict(4).ShouldBe($"5 evaluations failed, and maxFailures allows 4. The latest: Out of memory. {Remedy}");
    }

    [Fact]
    public void VerdictAtEnd_NothingButFailures_NamesTheCommonestReason()
    {
        var failed = new OutcomeCounts { Failed = 2, Abandoned = 1, Infeasible = 4, Failures = [new("Out of memory.", 2)] };

        FailureCount.VerdictAtEnd(failed).ShouldBe($"Nothing finished: 2 evaluations failed. The most frequent reason: Out of memory. {Remedy}");
        FailureCount.VerdictAtEnd(failed with { Completed = 1 }).ShouldBeNull();
        FailureCount.VerdictAtEnd(failed with { EarlyStopped = 1 }).ShouldBeNull();
        FailureCount.VerdictAtEnd(new OutcomeCounts { Infeasible = 16 }).ShouldBeNull();
        FailureCount.VerdictAtEnd(null).ShouldBeNull();
    }

    [Fact]
    public void Of_LongTextWithNamesOfItsOwn_LeavesThemOutAndIsCut()
    {
        EvaluationFailure.Of("Job s1-c9-train-1 was lost.", isShared: false, "c9").Reason.ShouldBe("Job s1-...-train-1 was lost.");
        EvaluationFailure.Of(new string('x', 9_999)).Reason.Length.ShouldBe(EvaluationFailure.LongestReason);
    }

    /// <summary>Evaluations after which a search fails; F and f failed for different reasons.</summary>
    static int? EndOf(string ends, int? most)
    {
        var count = new FailureCount();
        for (var index = 0; index < ends.Length; index++)
        {
            count = count.Add(ends[index] switch { '.' => null, 'F' => Memory, _ => new EvaluationFailure("The loss is NaN.") });
            if (count.Verdict(most) is not null)
            {
                return index + 1;
            }
        }

        return null;
    }
}
