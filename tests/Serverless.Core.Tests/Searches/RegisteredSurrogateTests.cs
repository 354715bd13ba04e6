using System.Text;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Tests.Searches;

/// <summary>Requests that name a surrogate of the registry.</summary>
public sealed class RegisteredSurrogateTests
{
    const string Id = "fit-s0123456789abcdef0123";

    static readonly Objective Accuracy = new() { Metric = "accuracy", Goal = Goal.Maximise };
    static readonly Objective Latency = new() { Metric = "latencyMs", Goal = Goal.Minimise, Device = "local-cpu" };

    [Fact]
    public void Read_RegisteredSurrogate_TakesItsKindForFitsToCome()
    {
        var specification = Read(Entry()).Request.ShouldNotBeNull().Surrogate.ShouldNotBeNull();

        (specification.Id, specification.Kind).ShouldBe((Id, "gates"));
    }

    [Fact]
    public void Read_RegisteredSurrogateOfAKindThatLeadsNoSearch_FitsTheUsualKind() =>
        Read(Entry() with { Kind = SurrogateKind.Lookup }).Request.ShouldNotBeNull().Surrogate!.Kind.ShouldBe("ridge");

    [Fact]
    public void Read_RegisteredSurrogateThatGivesValues_MayStandBesideAConstraintWhateverItsKind()
    {
        var old = Entry() with { Kind = SurrogateKind.HwPrNas };
        var limited = Requests.Valid
            .Replace("\"seed\": 7", $"\"surrogate\": {{\"id\": \"{Id}\"}}", StringComparison.Ordinal)
            .Replace("\"metric\": \"parameters\", \"atMost\": 100000", "\"metric\": \"accuracy\", \"atLeast\": 80", StringComparison.Ordinal);
        SearchRequestReading ReadLimited(SurrogateEntry entry) =>
            SearchRequestReader.Read(Encoding.UTF8.GetBytes(limited), Requests.Catalogue with { Surrogates = [entry] });

        ReadLimited(old).Request.ShouldNotBeNull().Surrogate!.Kind.ShouldBe("pareto-hybrid", "it is what that kind was");
        ReadLimited(old with { Metadata = old.Metadata! with { HasObjectives = false } }).Errors.ShouldHaveSingleItem().Message.ShouldContain("only gives scores");
    }

    [Fact]
    public void Read_RegistryNotKnown_TakesAnyValidId()
    {
        Read(catalogue: Requests.Catalogue).Request.ShouldNotBeNull().Surrogate!.Id.ShouldBe(Id);
        Read(catalogue: Requests.Catalogue, id: "../Secrets").Errors.ShouldHaveSingleItem().Message.ShouldContain("There is no surrogate '../Secrets'");
    }

    [Fact]
    public void Read_NoSuchSurrogate_TellsWhereTheyAre() =>
        Read(catalogue: Requests.Catalogue with { Surrogates = [] }).Errors.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            error => error.Pointer.ShouldBe("/surrogate/id"),
            error => error.Message.ShouldBe($"There is no surrogate '{Id}'; GET /api/surrogates lists the existing surrogates."));

    public static TheoryData<string, string[]> Misfits => new()
    {
        { "fitting", ["is still being fitted"] },
        { "failed", ["Its fit failed", "out of memory"] },
        { "space", ["nasbench-macro of 16 channels", "the search is of nasbench201 of 8 channels and 1 cells a stage"] },
        { "shape", ["for images of 3 × 32 × 32 in 10 classes", "images are 1 × 28 × 28"] },
        { "fidelity", ["at fidelity 'epochs2'", "which this search does not use; use a surrogate for one of full"] },
        { "targets", ["It predicts accuracy, not latencyMs@local-cpu"] },
        { "platform", ["for other (accuracy, latencyMs@other), not for accuracy, latencyMs@local-cpu", "fit a head for them"] },
    };

    [Theory]
    [MemberData(nameof(Misfits))]
    public void Read_SurrogateThatDoesNotFitTheSearch_NamesWhatAndTheRemedy(string misfit, string[] parts)
    {
        var error = Read(Misfit(misfit)).Errors.ShouldHaveSingleItem();

        error.Pointer.ShouldBe("/surrogate/id");
        foreach (var part in parts)
        {
            error.Message.ShouldContain(part);
        }
    }

    [Fact]
    public void NamedSurrogates_OfARequestAndOfASchedule_AreFoundWhateverElseIsWrong()
    {
        Named($$"""{"surrogate": {"id": "{{Id}}" }, "space": 3}""").ShouldBe([Id]);
        Named($$"""{"request": {"surrogate": {"id": "{{Id}}" } } }""").ShouldBe([Id]);
        Named("""{"surrogate": {"id": "../Secrets"}}""").ShouldBeEmpty();
        Named("""{"surrogate": [1]}""").ShouldBeEmpty();
        Named("{").ShouldBeEmpty();

        static IReadOnlyList<string> Named(string json) => NamedSurrogates.In(Encoding.UTF8.GetBytes(json));
    }

    static SurrogateEntry Misfit(string misfit)
    {
        var (entry, metadata) = (Entry(), Entry().Metadata!);
        return misfit switch
        {
            "fitting" => entry with { Status = SurrogateStatus.Fitting, Metadata = null },
            "failed" => entry with { Status = SurrogateStatus.Failed, Metadata = null, Error = "out of memory" },
            "space" => entry with { Metadata = metadata with { Space = new() { Name = "nasbench-macro", CellsPerStage = 1 } } },
            "shape" => entry with { Metadata = metadata with { Shape = new ImageShape(3, 32, 32, 10) } },
            "fidelity" => entry with { Fidelity = "epochs2" },
            "platform" => entry with { Metadata = OfPlatform(Latency with { Device = "other" }) },
            _ => entry with { Metadata = metadata with { Targets = [Accuracy] } },
        };
    }

    static SurrogateMetadata OfPlatform(Objective latency) =>
        Entry().Metadata! with { HasObjectives = false, Targets = [Accuracy, latency], Platforms = SurrogatePlatform.Of([Accuracy, latency]) };

    static SearchRequestReading Read(SurrogateEntry entry) => Read(Requests.Catalogue with { Surrogates = [entry] });

    static SearchRequestReading Read(RequestCatalogue catalogue, string id = Id) => SearchRequestReader.Read(
        Encoding.UTF8.GetBytes(Requests.Valid.Replace("\"seed\": 7", $"\"surrogate\": {{\"id\": \"{id}\"}}", StringComparison.Ordinal)), catalogue);

    static SurrogateEntry Entry()
    {
        var space = new SpaceSpecification { Name = "nasbench201", Channels = 8, CellsPerStage = 1 };
        return new SurrogateEntry
        {
            Id = Id,
            Kind = "gates",
            Status = SurrogateStatus.Ready,
            CreatedAt = DateTimeOffset.UnixEpoch,
            Space = space,
            Dataset = "fashion-mnist",
            Fidelity = "full",
            Targets = [Accuracy, Latency],
            Ensemble = 5,
            Examples = 24,
            Metadata = new SurrogateMetadata
            {
                Kind = "gates",
                Space = space,
                Shape = new ImageShape(1, 28, 28, 10),
                Inputs = [],
                Targets = [Accuracy, Latency],
                Scales = [],
                Members = 5,
                HasScores = true,
                HasObjectives = true,
                Training = new SurrogateTraining("cafe", 24, 0),
                CreatedBy = "test",
            },
        };
    }
}
