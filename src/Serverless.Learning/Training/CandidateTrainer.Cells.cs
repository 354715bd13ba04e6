using Serverless.Learning.Datasets;
using Serverless.Learning.Supernets.Cells;
using Serverless.Spaces;
using TorchSharp;
using static TorchSharp.torch;

namespace Serverless.Learning.Training;

/// <content>Cells that are found by gradients.</content>
public sealed partial class CandidateTrainer
{
    /// <summary>Searches for a cell of NAS-Bench-201 in one training of a network that has all of them.</summary>
    /// <param name="task">How.</param>
    /// <param name="cancellation">Stops before the next step.</param>
    /// <param name="progress">Told after each epoch.</param>
    /// <exception cref="ArgumentException">Another space, not one cost for each operation, or a limit of 0.</exception>
    /// <exception cref="DatasetException">The dataset's files are not there, or damaged.</exception>
    /// <exception cref="TrainingException">The training diverged.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public FoundCell SearchCells(CellSearchTask task, CancellationToken cancellation, Action<EpochProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(task.Limit, nameof(task));
        if (SearchSpaces.Of(task.Space) is not NasBench201Space space || task.Costs.Count != NasBench201Space.Operations.Count)
        {
            throw new ArgumentException(
                $"A cell is searched for in '{NasBench201Space.SpaceName}', by a cost of each of its {NasBench201Space.Operations.Count} operations; the task has '{task.Space.Name}' and {task.Costs.Count} costs.",
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
