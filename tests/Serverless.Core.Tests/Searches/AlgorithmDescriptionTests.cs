using System.Text.Json;
using Serverless.Algorithms;
using Serverless.Algorithms.Options;

namespace Serverless.Core.Tests.Searches;

public sealed class AlgorithmDescriptionTests
{
    public static TheoryData<string> Names => [.. AlgorithmDescription.Names];

    /// <summary>Every option that is described is a field, and every default lies in its range.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Options_OfEachAlgorithm_AreFieldsOfTheSpecificationWithDefaultsInRange(string name)
    {
        var description = AlgorithmDescription.Find(name).ShouldNotBeNull();
        var fields = typeof(AlgorithmSpecification).GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name));

        description.Options.Select(option => option.Name).ShouldBeUnique();
        description.Options.Select(option => option.Name).ShouldBeSubsetOf(fields);
        description.Options.OfType<WholeOption>().ShouldAllBe(option => option.Default == null || (option.Default >= option.Least && option.Default <= option.Most));
        description.Options.OfType<NumberOption>().ShouldAllBe(option => option.Default == null || (option.Default >= option.Least && option.Default <= option.Most));
        description.Options.OfType<ChoiceOption>().ShouldAllBe(option => option.Choices.Contains(option.Default));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Completed_OfEachAlgorithm_FillsItsDefaultsAndNoOtherFields(string name)
    {
        var json = JsonSerializer.SerializeToNode(
            new AlgorithmSpecification { Name = name }.Completed(), CoreJson.Default.AlgorithmSpecification)!.AsObject();

        var defaulted = AlgorithmDescription.Find(name)!.Options
            .Where(option => option is not (WholeOption { Default: null } or NumberOption { Default: null } or ArchitectureOption))
            .Select(option => option.Name);
        json.Select(field => field.Key).ShouldBe(defaulted.Union(["name", "batchSize"]), ignoreOrder: true);
    }

    [Fact]
    public void Completed_OwnValues_Stay()
    {
        var own = new AlgorithmSpecification { Name = "moead", PopulationSize = 5, Scalarisation = "linear", BatchSize = 2 };

        var completed = own.Completed();

        (completed.PopulationSize, completed.Scalarisation, completed.BatchSize).ShouldBe((5, "linear", 2));
    }

    [Theory]
    [InlineData(null, null, 8)]
    [InlineData(null, 5, 5)]
    [InlineData(null, 50, 8)]
    [InlineData(30, 50, 30)]
    public void CandidatesPerGeneration_Without_IsThePopulationButAtMostEight(int? batch, int? population, int expected) =>
        new AlgorithmSpecification { Name = "nsga2", BatchSize = batch, PopulationSize = population }.CandidatesPerGeneration.ShouldBe(expected);
}
