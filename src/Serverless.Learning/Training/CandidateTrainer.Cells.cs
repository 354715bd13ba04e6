using Serverless.Learning.Datasets;
using Serverless.Learning.Supernets.Cells;
using Serverless.Spaces;
using TorchSharp;
using static TorchSharp.torch;

namespace Serverless.Learning.Training;

/// <content>Cell search by gradients.</content>
public sealed partial class CandidateTrainer
{
    /// <summary>Searches for a NAS-Bench-201 cell by training one network that contains all of them.</summary>
    /// <param name="task">The task: search space, dataset, recipe and search method.</param>
    /// <param name="cancellation">Cancels the search before the next step.</param>
    /// <param name="progress">Called after each epoch.</param>
    /// <exception cref="ArgumentException">The task names another search space, does not give one cost for each operation, or sets a limit of
    /// 0.</exception>
    /// <exception cref="DatasetException">The dataset's files are missing or damaged.</exception>
    /// <exception cref="TrainingException">The training diverged.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public FoundCell SearchCells(CellSearchTask task, CancellationToken cancellation, Action<EpochProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(task.Limit, nameof(task));
        if (SearchSpaces.Of(task.Space) is not NasBench201Space space || task.Costs.Count != NasBench201Space.Operations.Count)
        {
            throw new ArgumentException(
                $"A cell search needs the space '{NasBench201Space.SpaceName}' and a cost of each of its {NasBench201Space.Operations.Count} operations; the task has '{task.Space.Name}' and {task.Costs.Count} costs.",
                nameof(task));
        }

        set_num_threads(_options.Threads);
        var dataset = _datasets.Take(task.Dataset, _options.DatasetFolder, _device);
        try
        {
            var begin = _clock.GetTimestamp();
            using var scope = NewDisposeScope();
            using var supernet = new CellSupernet(task.Space, dataset.Shape, task.Seed);
            supernet.to(_device);
            using var run = new CellSearchRun(supernet, dataset, task, _device);
            var loss = 0.0;
            for (var epoch = 1; epoch <= task.Recipe.Epochs; epoch++)
            {
                loss = run.RunEpoch(epoch, cancellation);
                progress?.Invoke(new EpochProgress(epoch, task.Recipe.Epochs, loss, double.NaN, Seconds(begin)));
            }

            var choices = Array.ConvertAll(run.Logits.argmax(1).data<long>().ToArray(), choice => (int)choice);
            return new FoundCell(space.Create(choices), choices.Sum(choice => task.Costs[choice]), run.ExpectedCost, loss, Seconds(begin));
        }
        finally
        {
            _datasets.Return(dataset);
        }
    }
}
