using System.Diagnostics;
using System.Globalization;
using Serverless.Core.Searches.Requests;
using Serverless.Learning;
using Serverless.Learning.Datasets;
using Serverless.Learning.Kernels;
using Serverless.Learning.Training;
using Serverless.Spaces;

namespace Serverless.Benchmarks.Kernels;

/// <summary>
/// The time of 1,024 images of the training of examples/nasbench201-small.json with each of libtorch's kernel settings, each in its own process.
/// </summary>
/// <remarks>
/// Processor seconds, since other processes on the machine hardly affect them; one thread on an idle machine takes the same time by the clock.
/// </remarks>
static class KernelSpeed
{
    const int Images = 1_024;
    const int Rounds = 5;

    static readonly NasBench201Space Space = new();

    /// <summary>Starts this program once a setting, with the setting's name.</summary>
    internal static void Measure(Report report)
    {
        report.Say($"training a network of examples/nasbench201-small.json (8 channels, a cell a stage, batches of 32) by one thread, processor seconds for {Images} images, best of {Rounds}");
        var seconds = KernelSetting.All.ToDictionary(setting => setting, MeasureInChild);
        foreach (var (setting, taken) in seconds)
        {
            report.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"      {setting.Name,-16} {taken:F3} s, {taken / seconds[KernelSetting.Default]:F2} times the default's   {setting.Description}"));
        }

        // Where oneDNN's own choice is wrong, training goes on with AVX; it must not make it another order of slow.
        report.Bound("time with AVX / default", seconds[KernelSetting.Avx] / seconds[KernelSetting.Default], most: 2);
    }

    /// <summary>What the started process does.</summary>
    /// <returns>The exit status; 2 when there is no such setting.</returns>
    internal static int MeasureOne(string name, TextWriter output)
    {
        if (KernelSetting.Find(name) is not { } setting)
        {
            return 2;
        }

        TorchProcess.Start(new KernelChoice(new OnlyThis(setting), new MachineMemory(null), _ => { }));
        using var datasets = new DatasetPool();
        using var trainer = new CandidateTrainer(new TrainerOptions("cpu", Threads: 1), datasets: datasets);
        var best = double.MaxValue;
        for (var round = -1; round < Rounds; round++)
        {
            var epochs = new List<double>();
            trainer.Train(Training(), default, _ => epochs.Add(Environment.CpuUsage.TotalTime.TotalSeconds));
            if (round >= 0) // the one before warms up
            {
                best = Math.Min(best, epochs[1] - epochs[0]);
            }
        }

        output.WriteLine(best.ToString("R", CultureInfo.InvariantCulture));
        return 0;
    }

    static double MeasureInChild(KernelSetting setting)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(KernelSpeed).Assembly.Location, "kernels", setting.Name]) { RedirectStandardOutput = true };
        using var child = Process.Start(start)!;
        var output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0
            ? double.Parse(output, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"The process for {setting.Name} ended with {child.ExitCode}.");
    }

    /// <summary>Two epochs, of which the second counts. The cell has a convolution of each kind and a pool.</summary>
    static TrainingTask Training()
    {
        var cell = Space.Canonicalise(Space.Create([3, 2, 4, 1, 3, 3]));
        return new TrainingTask(
            Space.IdOf(cell),
            Space.Format(cell),
            new SpaceSpecification { Name = Space.Name, Channels = 8, CellsPerStage = 1 },
            new DatasetSpecification { Name = FashionMnist.Name, TrainingImages = Images, ValidationImages = 100 },
            new TrainingRecipe { Epochs = 2, BatchSize = 32, LearningRate = 0.05, Momentum = 0.9, WeightDecay = 0.0005 },
            Seed: 1);
    }

    sealed class OnlyThis(KernelSetting right) : IKernelProbe
    {
        public KernelReport Check(KernelSetting setting) => setting == right
            ? new KernelReport(setting.Name, [new KernelError("not checked", 0)])
            : new KernelReport(setting.Name, [], "not the one to measure");
    }
}
