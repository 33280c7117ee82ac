# An incremental constraint solver (after the DeltaBlue algorithm of Freeman-Benson, Maloney and Borning):
# one-way constraints with strengths, plans, walkabout strengths. Lists of objects and many method calls.
# loops: 24
REQUIRED, PREFERRED, STRONG_DEFAULT, NORMAL, WEAK_DEFAULT, WEAKEST = range(6)


class Variable:
    def __init__(self, name, value=0):
        self.name = name
        self.value = value
        self.constraints = []
        self.determined_by = None
        self.walkabout = WEAKEST
        self.stay = True
        self.mark = 0


class Constraint:
    """Some variables; a method that computes the output, when one is chosen."""

    is_input = False

    def __init__(self, planner, strength, *variables):
        self.strength = strength
        self.variables = variables
        self.output = None
        for variable in variables:
            variable.constraints.append(self)
        planner.add(self)

    def inputs(self):
        return [v for v in self.variables if v is not self.output]

    def choose(self, mark):
        """The weakest variable that this constraint is strong enough to determine."""
        self.output = None
        best = self.strength
        for variable in self.possible_outputs():
            if variable.mark != mark and variable.walkabout > best:
                best = variable.walkabout
                self.output = variable
        return self.output is not None

    def possible_outputs(self):
        return self.variables

    def recalculate(self):
        output = self.output
        inputs = self.inputs()
        output.walkabout = max([self.strength] + [v.walkabout for v in self.possible_outputs() if v is not output])
        output.stay = not self.is_input and all(v.stay for v in inputs)
        if output.stay:
            self.execute()

    def inputs_known(self, mark):
        return all(v.mark == mark or v.stay or v.determined_by is None for v in self.inputs())


class Stay(Constraint):
    def recalculate(self):
        self.output.walkabout = self.strength
        self.output.stay = True

    def execute(self):
        pass


class Edit(Constraint):
    is_input = True

    def recalculate(self):
        self.output.walkabout = self.strength
        self.output.stay = False

    def execute(self):
        pass


class Equal(Constraint):
    def execute(self):
        a, b = self.variables
        if self.output is b:
            b.value = a.value
        else:
            a.value = b.value


class Scale(Constraint):
    """result = source * factor + offset"""

    def possible_outputs(self):
        return (self.variables[0], self.variables[3])

    def execute(self):
        source, factor, offset, result = self.variables
        if self.output is result:
            result.value = source.value * factor.value + offset.value
        else:
            source.value = (result.value - offset.value) // factor.value


class Planner:
    def __init__(self):
        self.current = 0

    def new_mark(self):
        self.current += 1
        return self.current

    def add(self, constraint):
        mark = self.new_mark()
        overridden = self.satisfy(constraint, mark)
        while overridden is not None:
            overridden = self.satisfy(overridden, mark)

    def satisfy(self, constraint, mark):
        if not constraint.choose(mark):
            if constraint.strength == REQUIRED:
                raise RuntimeError('a required constraint cannot be satisfied')
            return None
        for variable in constraint.inputs():
            variable.mark = mark
        output = constraint.output
        overridden = output.determined_by
        if overridden is not None:
            overridden.output = None
        output.determined_by = constraint
        self.propagate(constraint, mark)
        output.mark = mark
        return overridden

    def propagate(self, constraint, mark):
        waiting = [constraint]
        while waiting:
            current = waiting.pop()
            if current.output.mark == mark and current is not constraint:
                raise RuntimeError('cycle')
            current.recalculate()
            waiting.extend(self.consumers(current.output))

    def consumers(self, variable):
        return [
            c for c in variable.constraints if c is not variable.determined_by and c.output is not None
        ]

    def remove(self, constraint):
        output = constraint.output
        for variable in constraint.variables:
            variable.constraints.remove(constraint)
        if output is None:
            return
        constraint.output = None
        output.determined_by = None
        output.walkabout = WEAKEST
        output.stay = True
        unsatisfied = []
        waiting = [output]
        while waiting:
            variable = waiting.pop()
            unsatisfied.extend(c for c in variable.constraints if c.output is None)
            for consumer in self.consumers(variable):
                consumer.recalculate()
                waiting.append(consumer.output)
        for other in sorted(unsatisfied, key=lambda c: c.strength):
            self.add(other)

    def plan(self, sources):
        mark = self.new_mark()
        plan = []
        waiting = [c for c in sources if c.is_input and c.output is not None]
        while waiting:
            current = waiting.pop()
            if current.output.mark != mark and current.inputs_known(mark):
                plan.append(current)
                current.output.mark = mark
                waiting.extend(self.consumers(current.output))
        return plan


def change(planner, variable, values):
    edit = Edit(planner, PREFERRED, variable)
    plan = planner.plan([edit])
    for value in values:
        variable.value = value
        for constraint in plan:
            constraint.execute()
    planner.remove(edit)


def chain(n):
    planner = Planner()
    variables = [Variable(f'v{i}') for i in range(n + 1)]
    for a, b in zip(variables, variables[1:]):
        Equal(planner, REQUIRED, a, b)
    Stay(planner, STRONG_DEFAULT, variables[-1])
    total = 0
    change(planner, variables[0], range(20))
    total += variables[-1].value
    change(planner, variables[-1], range(30))
    return total + variables[0].value


def projection(n):
    planner = Planner()
    scale = Variable('scale', 10)
    offset = Variable('offset', 1000)
    destinations = []
    for i in range(n):
        source = Variable(f's{i}', i)
        destination = Variable(f'd{i}', i)
        Stay(planner, NORMAL, source)
        Scale(planner, REQUIRED, source, scale, offset, destination)
        destinations.append(destination)
    change(planner, source, [17])
    first = destinations[-1].value
    change(planner, destination, [1050])
    second = source.value
    change(planner, scale, [5])
    third = sum(d.value for d in destinations)
    change(planner, offset, [2000])
    return first, second, third, sum(d.value for d in destinations)


def bench():
    return chain(60), projection(60)
