using Serverless.Core.Jobs;
using Serverless.Learning.Datasets;
using Serverless.Learning.Networks;
using Serverless.Learning.Onnx;
using Serverless.Learning.ZeroCost;
using Serverless.Spaces;
using TorchSharp;
using static TorchSharp.torch;

namespace Serverless.Learning.Training;

/// <content>What candidates are worth before their training.</content>
public sealed partial class CandidateTrainer
{
    /// <summary>So many images tell untrained networks apart; more take longer and tell little else.</summary>
    const int UntrainedImages = 32;

    /// <summary>The batch that representations are compared for is the best of so many times as many images (Zheng et al. 2022, by the authors' code).</summary>
    const int ImagesToChooseFrom = 16;

    /// <summary>Judges a candidate without training it, on the CPU, by the first training images.</summary>
    /// <remarks>What compares with a reference trains on one batch, and does it on the trainer's device.</remarks>
    /// <param name="task">The candidate; of its recipe nothing counts.</param>
    /// <param name="reference">What a trained network makes of images of the same dataset; null: nothing is compared with one.</param>
    /// <param name="cancellation">Stops before the next step of comparing with it.</param>
    /// <exception cref="ArgumentException">The task names a space, dataset or architecture that is none, fewer than two images, or the reference is of others.</exception>
    /// <exception cref="DatasetException">The dataset's files are not there, or damaged.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
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

    /// <summary>Tells what a trained network makes of the images that it tells best, for others to be compared with.</summary>
    /// <param name="task">What was trained.</param>
    /// <param name="trained">What came of it, at its end.</param>
    /// <param name="worker">Who did it.</param>
    /// <param name="seconds">How long it took.</param>
    /// <exception cref="ArgumentException">The task names a space, dataset or architecture that is none.</exception>
    /// <exception cref="DatasetException">The dataset's files are not there, or damaged.</exception>
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

    /// <summary>The places of the first training images with the least cross entropy, ascending; of equal ones the first.</summary>
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
