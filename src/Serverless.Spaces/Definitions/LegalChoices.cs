namespace Serverless.Spaces.Definitions;

/// <summary>The constraints of a user-defined space: tests whether a combination of choices is legal, and finds the nearest one that is.</summary>
sealed class LegalChoices
{
    /// <summary>The most choices that a repair tries.</summary>
    const int MostTries = 4_000;

    static readonly string[] Operators = ["<", "<=", ">", ">=", "==", "!="];

    readonly IReadOnlyList<Dimension> _dimensions;
    readonly List<Rule>[] _rules;
    readonly Func<int[], int, bool> _isActive;

    /// <param name="dimensions">The decisions, in genotype order.</param>
    /// <param name="definitions">The constraints.</param>
    /// <param name="isActive">Returns whether a decision of a genotype is active, given the earlier decisions.</param>
    /// <param name="faults">Collects the errors.</param>
    public LegalChoices(
        IReadOnlyList<Dimension> dimensions, IReadOnlyList<ConstraintDefinition> definitions, Func<int[], int, bool> isActive, List<DefinitionFault> faults)
    {
        (_dimensions, _isActive) = (dimensions, isActive);
        _rules = [.. dimensions.Select(_ => new List<Rule>())];
        foreach (var (place, definition) in definitions.Index())
        {
            if (Read(definition, $"/definition/constraints/{place}", faults) is { } rule)
            {
                _rules[Math.Max(rule.Left, rule.Right)].Add(rule);
            }
        }
    }

    /// <summary>Returns whether all constraints hold whose decisions are all active.</summary>
    public bool Holds(int[] genotype) => Enumerable.Range(0, _rules.Length).All(last => Holds(genotype, last));

    /// <summary>
    /// Returns a legal genotype that keeps as many of the first choices as possible, and takes the nearest ones for the others; null if none was
    /// found within the limit of tries. Equal genotypes are repaired equally.
    /// </summary>
    public int[]? Repair(int[] wanted)
    {
        var genotype = (int[])wanted.Clone();
        var tries = 0;
        return Place(0) ? genotype : null;

        bool Place(int dimension)
        {
            if (dimension == genotype.Length)
            {
                return true;
            }

            var counts = _dimensions[dimension].Choices.Count;
            foreach (var choice in Enumerable.Range(0, counts).OrderBy(choice => Math.Abs(choice - wanted[dimension])))
            {
                genotype[dimension] = choice;
                if (Holds(genotype, dimension) && Place(dimension + 1))
                {
                    return true;
                }

                // The choice of an inactive decision makes no difference; after the most tries, the repair gives up.
                if (++tries > MostTries || !_isActive(genotype, dimension))
                {
                    return false;
                }
            }

            return false;
        }
    }

    bool Holds(int[] genotype, int last)
    {
        foreach (var rule in _rules[last])
        {
            if (_isActive(genotype, rule.Left) && (rule.Right < 0 || _isActive(genotype, rule.Right)) && !Holds(genotype, rule))
            {
                return false;
            }
        }

        return true;
    }

    bool Holds(int[] genotype, Rule rule)
    {
        var left = _dimensions[rule.Left].Numbers![genotype[rule.Left]];
        var right = rule.Right < 0 ? rule.Constant : _dimensions[rule.Right].Numbers![genotype[rule.Right]];
        return rule.Operator switch
        {
            "<" => left < right,
            "<=" => left <= right,
            ">" => left > right,
            ">=" => left >= right,
            "==" => left == right,
            _ => left != right,
        };
    }

    Rule? Read(ConstraintDefinition definition, string pointer, List<DefinitionFault> faults)
    {
        var before = faults.Count;
        var left = Find(definition.Left, $"{pointer}/left");
        var right = definition.Right.Number is null ? Find(definition.Right.ToString(), $"{pointer}/right") : -1;
        if (!Operators.Contains(definition.Operator))
        {
            faults.Add(new($"{pointer}/operator", $"'{definition.Operator}' is not an operator; use one of {string.Join(' ', Operators)}."));
        }

        if (faults.Count == before && left == right)
        {
            faults.Add(new($"{pointer}/right", $"This compares '{definition.Left}' with itself; use another decision, or a number."));
        }

        return faults.Count > before ? null : new Rule(left, definition.Operator, right, definition.Right.Number ?? 0);

        int Find(string name, string at)
        {
            var place = _dimensions.Index().Where(known => known.Item.Name == name).Select(known => known.Index).FirstOrDefault(-1);
            if (place < 0 || (_dimensions[place].Numbers is null && _dimensions[place].Choices.Count > 0))
            {
                var numbers = _dimensions.Where(known => known.Numbers is not null).Select(known => known.Name);
                faults.Add(new(at, $"'{name}' is not a numeric decision; use one of {string.Join(", ", numbers)}."));
            }

            return place;
        }
    }

    /// <param name="Left">Index of a decision.</param>
    /// <param name="Operator">One of <see cref="Operators"/>.</param>
    /// <param name="Right">Index of a decision; −1: the constant.</param>
    /// <param name="Constant">The number to compare with if there is no right decision.</param>
    sealed record Rule(int Left, string Operator, int Right, double Constant);
}
