using System.Text.Json;
using Serverless.Core.Objectives;
using Serverless.Core.Recipes;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;
using Serverless.Spaces.Recipes;

namespace Serverless.Core.Retraining;

/// <summary>Writes the request of a search that only trains given architectures to the end. Pure.</summary>
/// <remarks>
/// Space, dataset, objectives, recipe and seed are those of the original search. What serves to choose among candidates is left out: algorithm,
/// rungs, supernet, promotion, surrogate, constraints, thresholds, objectives evaluated on untrained networks, and budgets. The only limit is one
/// evaluation per architecture.
/// </remarks>
public static class RetrainRequest
{
    /// <summary>The sections that a change can replace field by field.</summary>
    static readonly string[] Sections = ["space", "dataset", "training"];

    /// <summary>Writes a request that trains as the search did.</summary>
    /// <param name="search">The request of the search.</param>
    /// <param name="architectures">The architectures, at least one, at most <see cref="RetrainOrder.Most"/>.</param>
    /// <returns>JSON for <see cref="SearchRequestReader"/>.</returns>
    /// <remarks>A single architecture whose recipe was searched is trained by its own recipe, as in any other request.</remarks>
    public static byte[] Write(SearchRequest search, IReadOnlyList<string> architectures)
    {
        ArgumentNullException.ThrowIfNull(search);
        if (architectures is not [var one] || SearchSpaces.Of(search.Space) is not JointSpace space)
        {
            return Write(search, origin: null, architectures, changes: null);
        }

        var architecture = space.TryParse(one, out var read, out var error) ? read : throw new FormatException($"'{one}' is not an architecture of {space.Name}: {error}");
        var own = search with { Space = search.Space with { Recipe = null }, Training = CandidateRecipe.Of(space, architecture, search.Training) };
        return Write(own, origin: null, [space.Networks.Format(space.NetworkOf(architecture))], changes: null);
    }

    /// <summary>Writes a request that trains with the changes of an order.</summary>
    /// <param name="search">The request of the search.</param>
    /// <param name="searchId">The id of the search.</param>
    /// <param name="architectures">The architectures, at least one, at most <see cref="RetrainOrder.Most"/>.</param>
    /// <param name="order">The order, with the changes.</param>
    /// <returns>JSON for <see cref="SearchRequestReader"/>, which reports errors in the changes.</returns>
    public static byte[] Write(SearchRequest search, string searchId, IReadOnlyList<string> architectures, RetrainOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        using var changes = JsonDocument.Parse(order.Changes);
        return Write(search, searchId, architectures, changes.RootElement);
    }

    static byte[] Write(SearchRequest search, string? origin, IReadOnlyList<string> architectures, JsonElement? changes)
    {
        ArgumentNullException.ThrowIfNull(search);
        ArgumentNullException.ThrowIfNull(architectures);
        if (GivesEpochs(changes))
        {
            (search, architectures) = EqualEpochs.Of(search, architectures);
        }

        using var bare = JsonSerializer.SerializeToDocument(Bare(search, architectures, changes) with { RetrainOf = origin, SeedsFrom = null }, CoreJson.Default.SearchRequest);
        using var content = new MemoryStream();
        using (var json = new Utf8JsonWriter(content, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            foreach (var field in bare.RootElement.EnumerateObject().Where(field => !IsChanged(field.Name, changes)))
            {
                field.WriteTo(json);
            }

            foreach (var change in changes is { } given ? given.EnumerateObject().Where(change => IsChanged(change.Name, changes)) : [])
            {
                json.WritePropertyName(change.Name);
                Merge(json, bare.RootElement, change);
            }

            json.WriteEndObject();
        }

        return content.ToArray();
    }

    static SearchRequest Bare(SearchRequest search, IReadOnlyList<string> architectures, JsonElement? changes) => search with
    {
        Objectives = [.. ObjectivesOf(search).Select(objective => objective with { Threshold = null })],
        Constraints = [],
        Algorithm = new() { Name = "random", BatchSize = architectures.Count },
        Training = search.Training with
        {
            Rungs = null,
            // Restarts of the learning rate are epochs of the old training, which a longer or shorter training need not have.
            Schedule = search.Training.Schedule is { Restarts: not null } && Changes(changes, "training", "epochs") ? null : search.Training.Schedule,
        },
        Supernet = null,
        Promotion = null,
        Surrogate = null,
        Mode = null,
        Parallelism = null,
        Budgets = new() { Evaluations = architectures.Count },
        MaxFailures = null,
        Seeds = architectures,
        ImportFrom = null,
    };

    /// <summary>Returns the objectives that a training to the end gives, with accuracy added if the search only had proxies for it.</summary>
    static IEnumerable<Objective> ObjectivesOf(SearchRequest search)
    {
        List<Objective> kept = [.. search.Objectives.Where(objective => SourceOf(objective) is not (MetricSource.ZeroCost or MetricSource.Supernet))];
        return kept.Count == search.Objectives.Count || kept.Exists(objective => SourceOf(objective) == MetricSource.Training)
            ? kept
            : kept.Prepend(new() { Metric = Metric.Accuracy.Name, Goal = Goal.Maximise });
    }

    static MetricSource? SourceOf(Objective objective) => Metric.Find(objective.Metric)?.Source;

    static bool IsChanged(string name, JsonElement? changes) =>
        (Sections.Contains(name) || name is "seed" or "name") && changes is { } given && given.TryGetProperty(name, out var change) && change.ValueKind != JsonValueKind.Null;

    static bool Changes(JsonElement? changes, string section, string field) =>
        changes is { } given && given.TryGetProperty(section, out var fields) && fields.ValueKind == JsonValueKind.Object && fields.TryGetProperty(field, out _);

    /// <summary>Returns whether the changes give one number of epochs for all candidates, and no choices of epochs per candidate.</summary>
    static bool GivesEpochs(JsonElement? changes) => Changes(changes, "training", SearchedField.Epochs) && !Changes(changes, "space", "recipe")
        && changes?.GetProperty("training").GetProperty(SearchedField.Epochs).ValueKind != JsonValueKind.Null;

    /// <summary>Writes a section with the fields of the change replaced; a different dataset is replaced as a whole.</summary>
    static void Merge(Utf8JsonWriter json, JsonElement before, JsonProperty change)
    {
        if (!Sections.Contains(change.Name) || (change.Name == "dataset" && change.Value.TryGetProperty("name", out _)))
        {
            change.Value.WriteTo(json);
            return;
        }

        json.WriteStartObject();
        foreach (var field in before.GetProperty(change.Name).EnumerateObject().Where(field => !change.Value.TryGetProperty(field.Name, out _)))
        {
            field.WriteTo(json);
        }

        foreach (var field in change.Value.EnumerateObject())
        {
            field.WriteTo(json);
        }

        json.WriteEndObject();
    }
}
