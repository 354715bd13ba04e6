using Serverless.Learning.Supernets.Cells;
using Serverless.Learning.Training;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Bench.Supernets;

/// <summary>Searches for cells by gradients, and trains the cells found separately, beside random cells.</summary>
static class CellStudy
{
    /// <param name="plan">The plan.</param>
    /// <param name="trainer">The trainer.</param>
    /// <param name="tell">Receives progress messages.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    public static CellDocument Run(CellPlan plan, CandidateTrainer trainer, Action<string> tell, CancellationToken cancellation)
    {
        var space = new NasBench201Space();
        var cells = new List<CellFigures>();
        for (var seed = 1; seed <= plan.Seeds; seed++)
        {
            foreach (var method in plan.Methods)
            {
                foreach (var strength in plan.Strengths)
                {
                    var found = trainer.SearchCells(
                        new CellSearchTask(method, plan.Space, plan.Dataset, plan.Search, plan.Costs, strength, plan.Limit, seed), cancellation);
                    Add(NameOf(method), strength, seed, found.Architecture, found.Seconds);
                }
            }

            for (var place = 0; place < plan.RandomCells; place++)
            {
                Add("random", strength: 0, seed, space.Sample(RandomStream.For(0, place, 0)), seconds: 0);
            }
        }

        return new CellDocument(cells);

        void Add(string method, double strength, int seed, Architecture architecture, double seconds)
        {
            var task = new TrainingTask(space.IdOf(architecture), space.Format(architecture), plan.Space, plan.Dataset, plan.Alone, seed);
            var accuracy = trainer.Train(task, cancellation).AccuracyPercent;
            var cost = architecture.Genotype.ToArray().Sum(choice => plan.Costs[choice]);
            cells.Add(new CellFigures(method, strength, seed, space.Format(architecture), cost, accuracy, seconds));
            tell(FormattableString.Invariant($"{method}, strength {strength}, seed {seed}: {space.Format(architecture)} costs {cost:0.00}, {accuracy:0.0} % alone."));
        }
    }

    static string NameOf(CellSearchMethod method) => method switch
    {
        CellSearchMethod.Snas => "snas",
        CellSearchMethod.Proxyless => "proxylessnas",
        _ => "unas",
    };
}
