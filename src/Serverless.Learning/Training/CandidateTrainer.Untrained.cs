using Serverless.Core.Jobs;
using Serverless.Learning.Datasets;
using Serverless.Learning.Networks;
using Serverless.Learning.Onnx;
using Serverless.Learning.ZeroCost;
using Serverless.Spaces;
using TorchSharp;
using static TorchSharp.torch;

namespace Serverless.Learning.Training;

/// <content>Evaluation of candidates before their training.</content>
public sealed partial class CandidateTrainer
{
    /// <summary>
    /// The number of images for the zero-cost proxies. It suffices to tell untrained networks apart; more images take longer and add little.
    /// </summary>
    const int UntrainedImages = 32;

    /// <summary>The reference batch is chosen from this many times as many images (Zheng et al. 2022, by the authors' code).</summary>
    const int ImagesToChooseFrom = 16;

    /// <summary>Computes the zero-cost proxies of a candidate without training it, on the CPU, from the first training images.</summary>
    /// <remarks>The comparison with a reference trains the network on one batch, and runs on the trainer's device.</remarks>
    /// <param name="task">The candidate; its recipe does not affect the scores.</param>
    /// <param name="reference">The representations of a trained network for images of the same dataset; null to skip the comparison.</param>
    /// <param name="cancellation">Cancels the comparison before its next step.</param>
    /// <exception cref="ArgumentException">The task names an unknown search space or dataset or an invalid architecture, there are fewer than two
    /// images, or the reference does not match.</exception>
    /// <exception cref="DatasetException">The dataset's files are missing or damaged.</exception>
    /// <exception cref="OperationCanceledException">The evaluation was cancelled.</exception>
    public UntrainedCandidate Judge(TrainingTask task, ReferenceRepresentations? reference = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        (task, var architecture, var notation) = Canonical(task);
        set_num_threads(_options.Threads);
        var dataset = _datasets.Take(task.Dataset, _options.DatasetFolder, _device);
        try
        {
            return Judge(task, architecture, notation, dataset, reference, cancellation);
        }
        finally
        {
            _datasets.Return(dataset);
        }
    }

    /// <summary>
    /// Returns the representations of a trained network for the images that it classifies best, as a reference for other candidates.
    /// </summary>
    /// <param name="task">The task that was trained.</param>
    /// <param name="trained">The result at the end of the training.</param>
    /// <param name="worker">The worker that trained it.</param>
    /// <param name="seconds">The duration of the training, in seconds.</param>
    /// <exception cref="ArgumentException">The task names an unknown search space or dataset, or an invalid architecture.</exception>
    /// <exception cref="DatasetException">The dataset's files are missing or damaged.</exception>
    public ReferenceRepresentations Represent(TrainingTask task, TrainedCandidate trained, string worker, double seconds)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(trained);
        (task, var architecture, var notation) = Canonical(task);
        set_num_threads(_options.Threads);
        var dataset = _datasets.Take(task.Dataset, _options.DatasetFolder, _device);
        try
        {
            using var scope = NewDisposeScope();
            using var unrecorded = no_grad();
            using var network = CandidateNetworks.Create(architecture, task.Space, dataset.Shape, task.Seed).to(_device);
            using (var state = new BinaryReader(new MemoryStream(trained.Checkpoint.State, writable: false)))
            {
                network.load(state);
            }

            network.eval();
            var images = BestTold(network, dataset);
            var stages = network.WithStages(Batch(dataset, images).Images).Stages;
            return new ReferenceRepresentations
            {
                Candidate = task.Candidate,
                Architecture = notation,
                Images = images,
                Stages = [.. stages.Select(outputs => KernelAlignment.Gram(outputs).cpu().contiguous().data<float>().ToArray())],
                AccuracyPercent = trained.AccuracyPercent,
                TrainSeconds = seconds,
                Worker = worker,
            };
        }
        finally
        {
            _datasets.Return(dataset);
        }
    }

    UntrainedCandidate Judge(
        TrainingTask task, Architecture architecture, string notation, ResidentDataset dataset, ReferenceRepresentations? reference, CancellationToken cancellation)
    {
        var begin = _clock.GetTimestamp();
        using var scope = NewDisposeScope();
        var scores = ZeroCostProxies.Score(architecture, task.Space, dataset.Shape, dataset.Training.First(UntrainedImages), task.Seed);
        if (reference is not null)
        {
            var compared = task with { Recipe = RepresentationMutualInformation.Recipe };
            scores = scores with
            {
                RepresentationMutualInformation = WithMemory(compared, dataset, () => Compare(task, architecture, dataset, reference, cancellation), cancellation),
            };
        }

        using var network = CandidateNetworks.Create(architecture, task.Space, dataset.Shape, task.Seed);
        var model = OnnxExporter.Export(network, dataset.Shape, ModelMetadata.Of(task, notation, dataset));
        return new UntrainedCandidate(scores, Seconds(begin), model);
    }

    double Compare(
        TrainingTask task, Architecture architecture, ResidentDataset dataset, ReferenceRepresentations reference, CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        using var network = CandidateNetworks.Create(architecture, task.Space, dataset.Shape, task.Seed).to(_device);
        var (images, labels) = Batch(dataset, reference.Images);
        var side = reference.Images.Count;
        Tensor[] stages = [.. reference.Stages.Select(gram => tensor(gram.ToArray()).reshape(side, side).to(_device))];
        return RepresentationMutualInformation.Of(network, images, labels, stages, cancellation);
    }

    /// <summary>Returns, of the first training images, the indices of those with the lowest cross entropy, ascending; the earlier on ties.</summary>
    static int[] BestTold(CandidateNetwork network, ResidentDataset dataset)
    {
        var count = Math.Min(ImagesToChooseFrom * RepresentationMutualInformation.Images, dataset.Training.Count);
        var losses = new List<float>(count);
        while (losses.Count < count)
        {
            using var scope = NewDisposeScope();
            var (images, labels) = dataset.Training.Range(losses.Count, Math.Min(RepresentationMutualInformation.Images, count - losses.Count));
            losses.AddRange(nn.functional.cross_entropy(network.call(images), labels, null, -100, nn.Reduction.None).cpu().data<float>().ToArray());
        }

        return [.. Enumerable.Range(0, count).OrderBy(place => losses[place]).Take(RepresentationMutualInformation.Images).Order()];
    }

    (Tensor Images, Tensor Labels) Batch(ResidentDataset dataset, IReadOnlyList<int> places)
    {
        if (places.Count < 2 || places.Any(place => place < 0 || place >= dataset.Training.Count))
        {
            throw new ArgumentException($"The reference names {places.Count} images, not two or more of the {dataset.Training.Count} training images.", nameof(places));
        }

        return dataset.Training.Take(tensor([.. places.Select(place => (long)place)]).to(_device));
    }
}
