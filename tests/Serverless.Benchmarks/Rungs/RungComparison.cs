using System.Diagnostics;
using System.Globalization;
using Serverless.Domain.Devices;
using Serverless.Domain.Searches;
using Serverless.Domain.Searches.Algorithms;
using Serverless.Learning.Training;
using Serverless.Testing;

namespace Serverless.Benchmarks.Rungs;

/// <summary>Pairs of real searches on the same seed, one with a request's rungs and one that trains every candidate to the end.</summary>
static class RungComparison
{
    /// <summary>Of the training seconds that whole trainings take.</summary>
    const double MostSeconds = 0.4;

    internal static async Task MeasureAsync(RungOptions options, Report report)
    {
        var request = Read(options.Request);
        var whole = request with
        {
            Training = request.Training with { Rungs = null },
            Promotion = null,
            Budgets = request.Budgets with { Trainings = options.Whole ?? request.Budgets.Trainings, Epochs = null, Generations = null },
        };
        report.Say(Text($"{Path.GetFileName(options.Request)}: rungs [{string.Join(", ", request.Training.Rungs!)}], up to {request.Budgets.Trainings} candidates, against {whole.Budgets.Trainings} whole trainings."));
        report.Say("seed          candidates  whole  epochs  seconds  hypervolume  front | with rungs, then without");

        using var temporary = options.Folder is null ? new TemporaryFolder() : null;
        var trainings = new KeptTrainings(options.Folder ?? temporary!.Path);
        var clock = Stopwatch.StartNew();
        var pairs = new List<(SearchCost Rungs, SearchCost Whole)>();
        foreach (var seeds in Enumerable.Range(options.FirstSeed, options.Seeds).Chunk(options.Jobs))
        {
            var costs = new Dictionary<(int, bool), SearchCost>();
            var jobs = seeds.SelectMany(seed => new[] { (seed, true), (seed, false) });
            await Parallel.ForEachAsync(jobs, new ParallelOptions { MaxDegreeOfParallelism = options.Jobs }, (job, _) =>
            {
                var cost = Run((job.Item2 ? request : whole) with { Seed = job.Item1 }, trainings);
                lock (costs)
                {
                    costs.Add(job, cost);
                }

                return ValueTask.CompletedTask;
            });
            foreach (var seed in seeds)
            {
                pairs.Add((costs[(seed, true)], costs[(seed, false)]));
                report.Say(Line(Text($"{seed}"), pairs[^1].Rungs));
                report.Say(Line("", pairs[^1].Whole));
            }
        }

        report.Say(Text($"Took {clock.Elapsed.TotalSeconds:F0} s, {options.Jobs} searches at once."));
        Conclude(pairs, report);
    }

    static void Conclude(List<(SearchCost Rungs, SearchCost Whole)> pairs, Report report)
    {
        report.Say(Spread("hypervolume with rungs", pairs.Select(pair => pair.Rungs.Hypervolume)));
        report.Say(Spread("hypervolume without", pairs.Select(pair => pair.Whole.Hypervolume)));
        report.Say(Spread("difference of each pair", pairs.Select(pair => pair.Rungs.Hypervolume - pair.Whole.Hypervolume)));
        report.Say(Spread("hypervolume ratio", pairs.Select(pair => pair.Rungs.Hypervolume / pair.Whole.Hypervolume)));
        report.Say(Spread("epochs ratio", pairs.Select(pair => (double)pair.Rungs.Epochs / pair.Whole.Epochs)));
        report.Say(Spread("seconds ratio", pairs.Select(pair => pair.Rungs.Seconds / pair.Whole.Seconds)));
        report.Bound("training seconds with rungs / without, median", Median(pairs.Select(pair => pair.Rungs.Seconds / pair.Whole.Seconds)), MostSeconds);
        report.Bound(
            "hypervolume without / with rungs, median",
            Median(pairs.Select(pair => pair.Whole.Hypervolume / pair.Rungs.Hypervolume)),
            1);
    }

    static SearchCost Run(SearchRequest request, KeptTrainings trainings)
    {
        using var trainer = new CandidateTrainer(new TrainerOptions(Device: "cpu", Threads: 1));
        return new InProcessSearch(request, trainings, trainer).Run();
    }

    static SearchRequest Read(string path)
    {
        var reading = SearchRequestReader.Read(File.ReadAllBytes(path), new RequestCatalogue
        {
            Datasets = [DatasetDescription.FashionMnist],
            Devices = [DeviceDefinition.LocalCpu],
            Algorithms = AlgorithmDescription.PlatformNames,
        });
        return reading.Request is { Training.Rungs: not null } request
            ? request
            : throw new ArgumentException($"{path} is no request with rungs. {string.Join(' ', reading.Errors.Select(error => error.Message))}");
    }

    static string Line(string seed, SearchCost cost) => Text(
        $"{seed,-12}  {cost.Begun,10}  {cost.Whole,5}  {cost.Epochs,6}  {cost.Seconds,7:F1}  {cost.Hypervolume,11:F3}  {cost.FrontSize,5}");

    static string Spread(string what, IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return Text($"{what}: median {Median(sorted):F3}, from {sorted[0]:F3} to {sorted[^1]:F3}");
    }

    static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
