using Serverless.Algorithms;
using Serverless.Learning.Inheritance;
using Serverless.Learning.Networks;
using Serverless.Spaces;
using Serverless.Spaces.Morphisms;
using TorchSharp;

namespace Serverless.Learning.Training;

/// <content>Networks that start from the weights of another network.</content>
public sealed partial class CandidateTrainer
{
    /// <summary>The number of images on which inserted normalisations measure the values that they pass through.</summary>
    const int CalibrationImages = 256;

    /// <summary>Gives a network the weights of the task's parent.</summary>
    /// <param name="task">A task with a parent.</param>
    /// <param name="architecture">The architecture of <paramref name="network"/>.</param>
    /// <param name="network">The network, with its initial weights.</param>
    /// <param name="dataset">The dataset that the network is trained on.</param>
    /// <returns>The parent, if the network is to learn the parent's outputs; null if it learns the labels.</returns>
    /// <exception cref="ArgumentException">The parent is not an architecture of the search space, or the network cannot start from its
    /// weights.</exception>
    /// <exception cref="InvalidDataException">The weights do not fit the parent's network.</exception>
    Teacher? Inherit(TrainingTask task, Architecture architecture, CandidateNetwork network, ResidentDataset dataset)
    {
        var given = task.Parent!; // asked for tasks that have one
        var space = SearchSpaces.Of(task.Space)!; // the task is canonical
        if (!space.TryParse(given.Architecture, out var parent, out var error))
        {
            throw new ArgumentException($"The parent '{given.Architecture}' cannot be read. {error}", nameof(task));
        }

        var morphs = NetworkMorphs.Of(space, dataset.Shape);
        var morph = given.Kind == InheritanceKind.Grow ? morphs?.Growth(parent, architecture) : morphs?.Cut(parent, architecture);
        if (morph is null)
        {
            throw new ArgumentException(
                $"The network of {space.Format(architecture)} {(given.Kind == InheritanceKind.Grow ? "does not enlarge" : "is not obtained by cutting")} that of {given.Architecture}, so it cannot start from its weights.",
                nameof(task));
        }

        var trained = CandidateNetworks.Create(parent, task.Space, dataset.Shape, task.Seed).to(_device);
        try
        {
            WeightFiles.CandidateWeights.Load(trained, given.Weights);
            if (given.Kind == InheritanceKind.Cut)
            {
                new CutWeights(morph, trained, network, task.Seed).Copy();
                return new Teacher(trained);
            }

            new GrownWeights(morph, trained, network).Copy();
            var count = Math.Min(CalibrationImages, dataset.Training.Count);
            GrownWeights.Calibrate(morph, network, dataset.Training.Range(0, count).Images);
            trained.Dispose();
            return null;
        }
        catch
        {
            trained.Dispose();
            throw;
        }
    }
}
