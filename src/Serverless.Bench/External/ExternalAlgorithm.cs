using Serverless.Algorithms;
using Serverless.Bench.Problems;
using Serverless.Core.Objectives;
using Serverless.Spaces;

namespace Serverless.Bench.External;

/// <summary>A search algorithm that runs as an external program, which is asked and told over its standard input and output.</summary>
/// <remarks>
/// A candidate that the program proposes again costs nothing: it is told again at once, and the program is asked for another one. After
/// <see cref="MostRepeats"/> repetitions in a row the search ends.
/// </remarks>
sealed class ExternalAlgorithm : ISearchAlgorithm, IDisposable
{
    /// <summary>The number of repetitions in a row after which a program is considered to have nothing new to propose.</summary>
    const int MostRepeats = 1_000;

    readonly string _label;
    readonly TableProblem _problem;
    readonly CancellationToken _cancellation;
    readonly ExternalProgram _program;
    readonly Dictionary<CandidateId, int[]> _pending = [];
    readonly Dictionary<CandidateId, IReadOnlyList<double>?> _told = [];

    /// <param name="command">The program to run.</param>
    /// <param name="problem">The problem to search.</param>
    /// <param name="evaluations">The number of evaluations in the budget.</param>
    /// <param name="seed">The seed of the search.</param>
    /// <param name="cancellation">A token that ends waiting for an answer.</param>
    /// <exception cref="BenchException">The program cannot be started.</exception>
    public ExternalAlgorithm(ExternalCommand command, TableProblem problem, int evaluations, int seed, CancellationToken cancellation)
    {
        (_label, _problem, _cancellation) = (command.Label, problem, cancellation);
        _program = new ExternalProgram(command);
        _program.Write(
            new BeginMessage(
                problem.Name,
                seed,
                evaluations,
                [.. problem.Metrics.Select(metric => new ExternalObjective(metric.Column, metric.Goal == Goal.Maximise ? "maximise" : "minimise"))],
                [.. problem.Space.Dimensions.Select(dimension => new ExternalDimension(dimension.Name, dimension.Choices))]),
            ExternalJson.Default.BeginMessage);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Fidelity> Fidelities { get; } = [new Fidelity(Fidelity.FullName, 1)];

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always thrown, since only the program knows its state.</exception>
    public AlgorithmState State => throw new NotSupportedException($"What '{_label}' knows is its own.");

    /// <inheritdoc/>
    /// <exception cref="BenchException">The program has ended, or its answer is invalid.</exception>
    public IReadOnlyList<ProposedCandidate> Ask(int count)
    {
        var proposed = new List<ProposedCandidate>();
        var repeats = 0;
        while (proposed.Count < count && repeats < MostRepeats)
        {
            _program.Write(new AskMessage(count - proposed.Count), ExternalJson.Default.AskMessage);
            var answer = _program.Read(ExternalJson.Default.CandidatesMessage, _cancellation).Candidates
                ?? throw new BenchException($"'{_label}' returned no candidates.");
            if (answer.Count > count - proposed.Count)
            {
                throw new BenchException($"'{_label}' was asked for {count - proposed.Count} candidates and returned {answer.Count}.");
            }

            if (answer.Count == 0)
            {
                break;
            }

            var again = new List<ToldEvaluation>();
            foreach (var genotype in answer)
            {
                var architecture = Read(genotype);
                var id = _problem.Space.IdOf(architecture);
                if (_told.TryGetValue(id, out var known))
                {
                    again.Add(new ToldEvaluation(genotype, known));
                }
                else if (_pending.TryAdd(id, genotype))
                {
                    proposed.Add(new ProposedCandidate(id, _problem.Space.Format(architecture), [], "external"));
                    repeats = -1;
                }

                repeats++;
            }

            if (again.Count > 0)
            {
                _program.Write(new TellMessage(again), ExternalJson.Default.TellMessage);
            }
        }

        return proposed;
    }

    /// <inheritdoc/>
    public void Tell(IReadOnlyList<Observation> observations)
    {
        ArgumentNullException.ThrowIfNull(observations);
        var told = new List<ToldEvaluation>();
        foreach (var observation in observations)
        {
            if (!_pending.Remove(observation.Candidate, out var genotype))
            {
                throw new ArgumentException($"{observation.Candidate} is not pending.", nameof(observations));
            }

            var values = observation.Status == ObservationStatus.Evaluated
                ? _problem.Metrics.Zip(observation.Objectives, (metric, value) => metric.Minimised(value)).ToList()
                : null;
            _told.Add(observation.Candidate, values);
            told.Add(new ToldEvaluation(genotype, values));
        }

        _program.Write(new TellMessage(told), ExternalJson.Default.TellMessage);
    }

    /// <inheritdoc/>
    public void Drop(IReadOnlyList<CandidateId> candidates, bool mayReturn)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        foreach (var candidate in candidates)
        {
            _pending.Remove(candidate);
        }
    }

    public void Dispose() => _program.Dispose();

    Architecture Read(int[]? genotype)
    {
        try
        {
            return _problem.Space.Create(genotype);
        }
        catch (ArgumentException unfit)
        {
            throw new BenchException($"'{_label}' proposed [{string.Join(", ", genotype ?? [])}]: {unfit.Message}");
        }
    }
}
