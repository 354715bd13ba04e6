using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Serverless.Algorithms;
using Serverless.Bench.Surrogates.Ranking;
using Serverless.Bench.Surrogates.Searching;
using Serverless.Bench.Surrogates.Transfer;
using Serverless.Core.Tables;
using Serverless.Inference;
using Serverless.Learning.Surrogates;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Bench.Surrogates;

/// <summary>Creates the keys of tasks, which combine the task, its options, the data and the build.</summary>
sealed class TaskKeys(EvaluateOptions options)
{
    /// <summary>
    /// The hash of the assemblies that results come from: the same for one build; another commit has another hash, since assemblies contain their
    /// commit.
    /// </summary>
    public static readonly string Build = Hash(string.Join(' ', new[]
        {
            typeof(TaskKeys), typeof(SurrogateFit), typeof(SearchAlgorithms), typeof(SearchSpace), typeof(TableDescription), typeof(OnnxClassifier), typeof(RandomStream),
        }
        .Select(type => type.Module.ModuleVersionId.ToString())));

    public string Of(RankTask task) => string.Create(
        CultureInfo.InvariantCulture,
        $"ranks {task.Cells.Problem.Name} {task.Label} size={task.Size} seed={task.Seed} members={options.Members} data={DataOf(task.Cells.Problem)} build={Build}");

    public string Of(TransferTask task) => string.Create(
        CultureInfo.InvariantCulture,
        $"devices {task.Device.Name} strict={task.IsStrict} seed={task.Seed} references={options.References} data={Hash(task.Known.Append(task.Device).SelectMany(ValuesOf))} build={Build}");

    public static string OfSearch(SearchTask task) => string.Create(
        CultureInfo.InvariantCulture,
        $"searches {task.Problem.Name} {task.Algorithm.Label} {task.Kind ?? "none"} evaluations={task.Evaluations} seed={task.Seed} data={DataOf(task.Problem)} build={Build}");

    static string DataOf(Problems.TableProblem problem) =>
        Hash(Enumerable.Range(0, problem.RowCount).SelectMany(row => problem.ObjectivesOf(row).ToArray()));

    static IEnumerable<double> ValuesOf(TransferDevice device) => device.Rows.Order().Select(row => device.Table.Column(device.Metric.Column)[row]);

    static string Hash(IEnumerable<double> values)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var chunk in values.Chunk(4096))
        {
            hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes<double>(chunk));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 6));
    }

    static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 6));
}
