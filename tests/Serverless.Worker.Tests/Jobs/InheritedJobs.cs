using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Application.Storage;
using Serverless.Core.Jobs;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;
using Serverless.Spaces.Definitions;
using Serverless.Worker.Jobs;
using Serverless.Worker.Leasing;

namespace Serverless.Worker.Tests.Jobs;

/// <summary>Trainings of small networks in a space whose networks can be cut.</summary>
static class InheritedJobs
{
    static readonly SpaceSpecification Space = new()
    {
        Name = "perceptron",
        Input = new ImageShape(1, 28, 28, 10),
        Definition = new SpaceDefinition
        {
            Dimensions = [new DimensionDefinition { Name = "units", Type = "choice", Choices = [DefinitionValue.Of(8), DefinitionValue.Of(12), DefinitionValue.Of(16)] }],
            Network =
            [
                new BlockDefinition { Block = "pool", Kind = DefinitionValue.Of("max"), Kernel = DefinitionValue.Of(4) },
                new BlockDefinition { Block = "linear", Units = DefinitionValue.Of("$units") },
                new BlockDefinition { Block = "activation", Kind = DefinitionValue.Of("relu") },
            ],
        },
    };

    /// <summary>A training of four epochs.</summary>
    public static Job Of(string architecture)
    {
        var space = SearchSpaces.Of(Space)!;
        return space.TryParse(architecture, out var parsed, out var error)
            ? TestJobs.New() with
            {
                Space = Space,
                Architecture = architecture,
                Candidate = space.IdOf(parsed),
                Training = new TrainingRecipe { Epochs = 4, BatchSize = 32, LearningRate = 0.02 },
                Seed = 3,
            }
            : throw new InvalidOperationException(error);
    }

    public static JobParents Parents(IDocumentStore store) => new(store, new StoragePatience(TimeProvider.System, NullLogger<StoragePatience>.Instance));
}
