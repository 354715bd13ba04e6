using FsCheck;
using FsCheck.Fluent;
using Serverless.Core.Budgets;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Tests.Budgets;

/// <summary>Sequences of generations, with calls repeated as crashed activities repeat them.</summary>
public sealed class BudgetLedgerPropertyTests
{
    static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void Ledger_AnySequenceOfGenerations_NeverOverrunsALimitAndAlwaysEnds()
    {
        var limits =
            from trainings in Gen.Choose(1, 40)
            from evaluations in Gen.Choose(1, 60)
            from generations in Gen.Choose(1, 10)
            select new BudgetLimits { Trainings = trainings, Evaluations = evaluations, Generations = generations };

        Prop.ForAll(limits.ToArbitrary(), Steps.ArrayOf().ToArbitrary(), (limit, steps) =>
        {
            var ledger = new BudgetLedger { Limits = limit };
            for (var generation = 0; generation < steps.Length && ledger.Exhausted(null, Now) is null; generation++)
            {
                ledger = Run(ledger, generation, steps[generation]);

                (ledger.TrainingsUsed + ledger.TrainingsReserved).ShouldBeLessThanOrEqualTo(limit.Trainings!.Value);
                ledger.EvaluationsSpent.ShouldBeLessThanOrEqualTo(limit.Evaluations!.Value);
                ledger.GenerationsSpent.ShouldBeLessThanOrEqualTo(limit.Generations!.Value);
                ledger.TrainingsReserved.ShouldBe(0);
            }

            steps.Length.ShouldBeLessThanOrEqualTo(ledger.Exhausted(null, Now) is null ? limit.Generations!.Value : steps.Length);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Ledger_RungsOfAnySearch_NeverOverrunTheEpochsAndAlwaysEnd() => Prop.ForAll(
        (from epochs in Gen.Choose(9, 200)
         from keep in Gen.Choose(1, 100)
         from steps in Steps.NonEmptyListOf()
         select (epochs, keep, steps)).ToArbitrary(),
        sample =>
        {
            var ladder = RungLadder.Of(
                new TrainingRecipe { Epochs = 9, Rungs = [1, 3, 9] }, new PromotionSpecification { ReductionFactor = 100.0 / sample.keep });
            var ledger = new BudgetLedger { Limits = new BudgetLimits { Epochs = sample.epochs }, EpochsPerTraining = 9 };
            for (var generation = 0; generation < sample.steps.Count && ledger.Exhausted(null, Now) is null; generation++)
            {
                var step = sample.steps[generation];
                var (reserved, granted) = ledger.Reserve(generation, step.Proposed, ladder);
                (reserved.EpochsUsed + reserved.EpochsReserved).ShouldBeLessThanOrEqualTo(sample.epochs);
                (step.Proposed == 0 || granted > 0).ShouldBeTrue("a search that is not exhausted can begin a candidate");
                reserved.Reserve(generation, step.Proposed, ladder).Ledger.ShouldBe(reserved);

                // Those that no worker could train climb no further and cost nothing; of the others the cache answers some.
                var used = (int)ladder.EpochsFor(Math.Max(0, granted - step.Infeasible));
                var cached = Math.Min(step.Cached, used);
                var usage = new GenerationUsage { Epochs = used - cached, EpochsCached = cached, TrainingsSpent = granted };
                ledger = reserved.Settle(generation, usage).Settle(generation, usage);
                ledger.EpochsReserved.ShouldBe(0);
                ledger.EpochsUsed.ShouldBeLessThanOrEqualTo(sample.epochs);
            }

            ledger.UsedUp(null, Now).Contains(StopReason.BudgetEpochs).ShouldBe(sample.epochs - ledger.EpochsUsed < 9);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Settle_MoreEpochsThanReserved_IsRefused()
    {
        var ladder = RungLadder.Of(new TrainingRecipe { Epochs = 9, Rungs = [1, 3, 9] });
        var ledger = new BudgetLedger { Limits = new BudgetLimits { Epochs = 100 }, EpochsPerTraining = 9 }.Reserve(0, 3, ladder).Ledger;

        ledger.EpochsReserved.ShouldBe(3 + 2 + 6);
        Should.Throw<ArgumentOutOfRangeException>(() => ledger.Settle(0, new GenerationUsage { Epochs = 12 }));
    }

    [Fact]
    public void Ledger_EveryCallRepeated_EqualsTheLedgerOfSingleCalls() =>
        Prop.ForAll(Steps.ArrayOf().ToArbitrary(), steps =>
        {
            var once = new BudgetLedger { Limits = new BudgetLimits { Trainings = 20 } };
            var twice = once;
            for (var generation = 0; generation < steps.Length; generation++)
            {
                once = Run(once, generation, steps[generation] with { Repeated = false });
                twice = Run(twice, generation, steps[generation] with { Repeated = true });
            }

            twice.ShouldBe(once);
        }).QuickCheckThrowOnFailure();

    static Gen<Step> Steps =>
        from proposed in Gen.Choose(0, 12)
        from infeasible in Gen.Choose(0, 12)
        from cached in Gen.Choose(0, 12)
        from repeated in Gen.Elements(true, false)
        select new Step(proposed, infeasible, cached, repeated);

    static BudgetLedger Run(BudgetLedger ledger, int generation, Step step)
    {
        var evaluations = Math.Min(step.Proposed, ledger.EvaluationsLeft ?? step.Proposed);
        var wanted = Math.Max(0, evaluations - step.Infeasible);
        var (reserved, granted) = ledger.Reserve(generation, wanted);
        reserved = step.Repeated ? reserved.Reserve(generation, wanted).Ledger : reserved;

        var cached = Math.Min(step.Cached, granted);
        var usage = new GenerationUsage { Evaluations = evaluations, TrainingsCached = cached, TrainingsSpent = granted - cached, WorkerSeconds = 1 };
        var settled = reserved.Settle(generation, usage);
        return step.Repeated ? settled.Reserve(generation, wanted).Ledger.Settle(generation, usage) : settled;
    }

    sealed record Step(int Proposed, int Infeasible, int Cached, bool Repeated);
}
