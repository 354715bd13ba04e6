using System.Diagnostics;
using System.Globalization;
using Serverless.Core.Searches.Requests;
using Serverless.Learning.Training;
using Serverless.Testing;

namespace Serverless.Benchmarks.Rungs;

/// <summary>Pairs of real searches with the same seed, one with the rungs of a request and one that trains every candidate to the end.</summary>
/// <remarks>
/// The search with rungs can start as many candidates as its budget pays for: a share of the other's epochs, including its own lower rungs. Neither
/// search has a surrogate.
/// </remarks>
static class RungComparison
{
    internal static async Task MeasureAsync(RungOptions options, Report report)
    {
        var (request, whole) = RungRequests.Read(options.Request);
        whole = whole with { Budgets = new() { Trainings = options.Whole ?? request.Budgets.Trainings } };
        report.Say(Text($"{Path.GetFileName(options.Request)}: rungs [{string.Join(", ", request.Training.Rungs!)}] in {options.Percent} % of the epochs of {whole.Budgets.Trainings} whole trainings."));
        report.Say("seed          candidates  whole  epochs  seconds  hypervolume  front | with rungs, then without");

        using var temporary = options.Folder is null ? new TemporaryFolder() : null;
        var trainings = new StoredTrainings(options.Folder ?? temporary!.Path);
        var clock = Stopwatch.StartNew();
        var pairs = new SearchPair[options.Seeds];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Jobs };
        await Parallel.ForAsync(0, options.Seeds, parallel, (index, _) =>
        {
            var seed = options.FirstSeed + index;
            var without = Run(whole with { Seed = seed }, trainings);
            var epochs = (int)(without.Epochs * (long)options.Percent / 100);
            var with = Run(request with { Seed = seed, Budgets = new() { Epochs = epochs } }, trainings);
            pairs[index] = new SearchPair(seed, with, without);
            report.Say(Line(Text($"{seed}"), with) + Environment.NewLine + Line("", without) + Environment.NewLine + pairs[index].Verdict);
            return ValueTask.CompletedTask;
        });
        report.Say(Text($"Took {clock.Elapsed.TotalSeconds:F0} s, {options.Jobs} searches at once."));
        PairReport.Conclude(pairs, report);
    }

    static SearchCost Run(SearchRequest request, StoredTrainings trainings)
    {
        using var trainer = new CandidateTrainer(new TrainerOptions(Device: "cpu", Threads: 1), new ThreadClock());
        return new RungSearch(request, trainings, trainer).Run();
    }

    static string Line(string seed, SearchCost cost) => Text(
        $"{seed,-12}  {cost.Begun,10}  {cost.Whole,5}  {cost.Epochs,6}  {cost.Seconds,7:F1}  {cost.Hypervolume,11:F3}  {cost.FrontSize,5}");

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
